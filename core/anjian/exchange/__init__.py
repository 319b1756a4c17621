"""Files in and out: reading the workbooks that units send, writing templates and marked copies. Knows no subject."""
