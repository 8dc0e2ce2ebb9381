"""The register as a workbook, in and out."""
