"""Arabic, French and mixed text for ReportLab: order (UAX #9), shaping (HarfBuzz), lines, tables, extraction."""
