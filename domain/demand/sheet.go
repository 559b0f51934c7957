package demand

import "allmende/domain/fault"

// The faults of a workbook of needs; they point to a cell, except those of the whole file.
var (
	// ErrSheetUnreadable: the file is no workbook that can be read.
	ErrSheetUnreadable = fault.New(fault.Invalid, "demand.sheet-unreadable", fault.Rule("G-DEM"))
	// ErrSheetTooLarge: the file, or what it unpacks to, is larger than any sheet of needs.
	ErrSheetTooLarge = fault.New(fault.Invalid, "demand.sheet-too-large", fault.Rule("G-DEM"))
	// ErrSheetOther: the workbook was not made for this round and this member.
	ErrSheetOther = fault.New(fault.Invalid, "demand.sheet-other", fault.Rule("G-DEM"))
	// ErrSheetEmpty: no quantity is entered.
	ErrSheetEmpty = fault.New(fault.Invalid, "demand.sheet-empty", fault.Rule("G-DEM"))
	// ErrCellFormula: a cell computes instead of saying a quantity.
	ErrCellFormula = fault.New(fault.Invalid, "demand.cell-formula", fault.Rule("G-DEM"))
	// ErrCellMerged: cells were merged, so that it is not clear whose quantity stands there.
	ErrCellMerged = fault.New(fault.Invalid, "demand.cell-merged", fault.Rule("G-DEM"))
	// ErrCellNumber: a cell has no number.
	ErrCellNumber = fault.New(fault.Invalid, "demand.cell-no-number", fault.Rule("G-DEM"))
	// ErrCellAmbiguous: a text may be a thousand or a little more than one.
	ErrCellAmbiguous = fault.New(fault.Invalid, "demand.cell-ambiguous", fault.Rule("G-DEM"))
)
