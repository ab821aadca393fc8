"""Figures as SVG text: pure functions of numbers and labels, the same bytes each time."""

from evidence.brief.figures.balance import Balance, balance_chart
from evidence.brief.figures.direction import Direction, direction_chart
from evidence.brief.figures.prisma_flow import prisma_flow

__all__ = ["Balance", "Direction", "balance_chart", "direction_chart", "prisma_flow"]
