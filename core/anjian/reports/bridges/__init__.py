"""Why two figures differ, row by row: two tables of a month, two months, the units' tables and the city's."""
