package quantity

// Title is the unit in German, for several of it; a code without a word stands for itself.
func (u Unit) Title() string {
	if title, known := titles[u]; known {
		return title
	}
	return string(u)
}

// titles are the units that catalogues of the cooperative use.
var titles = map[Unit]string{
	Piece: "Stück", "C62": "Einheiten", "SET": "Sätze", "XPK": "Packungen", "HUR": "Stunden", "DAY": "Tage", "MON": "Monate", "ANN": "Jahre",
	"KGM": "kg", "TNE": "t", "LTR": "l", "MTR": "m", "KWT": "kW", "KWH": "kWh", "E34": "GB", "E35": "TB",
}
