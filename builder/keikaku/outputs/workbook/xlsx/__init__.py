"""An .xlsx from somewhere else: read as a stream, within limits, down to what a person put into it.

Nothing here knows a plan. openpyxl, which writes our workbooks, is not used for reading: it lays out merged ranges and
empty cells one by one before anybody can count them, and leaves out text boxes, threaded comments and unknown parts.
"""
