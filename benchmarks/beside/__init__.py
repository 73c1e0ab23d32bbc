# SPDX-License-Identifier: BSD-3-Clause
"""What compare.py is made of: measuring, the stages of both sides, scaling, tables and figure."""
