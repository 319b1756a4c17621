"""The synthetic city: invented names, one seed, entered day by day through the services and importers that users use.

Pure parts (words, plan, lists) decide what happens; `books` writes the workbooks that units send; `run` enters them.
"""
