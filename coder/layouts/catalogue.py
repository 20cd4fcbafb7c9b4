"""All layouts by the name they are asked for."""

from __future__ import annotations

from coder.layouts.flat import CSV, TSV
from coder.layouts.gdelt import GDELT, GDELT_1
from coder.layouts.icews import ICEWS
from coder.layouts.phoenix import PHOENIX

LAYOUTS = {layout.name: layout for layout in (CSV, TSV, GDELT, GDELT_1, ICEWS, PHOENIX)}
