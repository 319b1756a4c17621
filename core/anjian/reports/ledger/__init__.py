"""The merged ledger, handed out as one workbook."""
