package pdf

// gap is the distance between the columns of a table, in millimetres.
const gap = 2.0

// column is a column of a table.
type column struct {
	name  string
	width float64
	align string // "L" or "R"
}

// grid draws a table row by row. Rows are never broken; on a new page the names of the
// columns are repeated.
type grid struct {
	c       *canvas
	columns []column
}

// table draws a table whose columns together are as wide as the page.
func (c *canvas) table(columns []column, rows func(grid)) {
	g := grid{c, columns}
	c.room(3 * body.line())
	c.in(tagTable, func() {
		c.in(tagRow, func() { g.names(true) })
		rows(g)
	})
}

// names draws the head of the table, as content the first time.
func (g grid) names(content bool) {
	c := g.c
	height := 0.0
	for _, k := range g.columns {
		height = max(height, float64(len(c.wrap(k.name, k.width-gap, label)))*label.line())
	}
	x := left
	for _, k := range g.columns {
		lines := c.wrap(k.name, k.width-gap, label)
		y := c.y + height - float64(len(lines))*label.line()
		draw := func() {
			for i, line := range lines {
				c.text(g.inner(x, k), y+float64(i)*label.line(), k.width-gap, k.align, line, label)
			}
		}
		if content {
			c.in(tagHeader, func() { c.marked(k.name, draw) }).scope = "Column"
		} else {
			c.artifact(draw)
		}
		x += k.width
	}
	c.y += height + 0.8
	c.rule()
	c.y += 0.8
}

// inner is where the text of a column begins: the gap is on the side that is ragged.
func (g grid) inner(x float64, k column) float64 {
	if k.align == "R" {
		return x + gap
	}
	return x
}

// cell is what stands in a column: a text and, smaller below it, another.
type cell struct {
	text, below string
	s           style
	header      bool // names its row
}

// row draws cells, one a column. An empty one is a cell all the same.
func (g grid) row(cells ...cell) {
	c := g.c
	height := 0.0
	for i, k := range g.columns {
		height = max(height, g.height(cells[i], k))
	}
	g.keep(height + 1)
	x := left
	c.in(tagRow, func() {
		for i, k := range g.columns {
			g.draw(cells[i], k, x)
			x += k.width
		}
	})
	c.y += height + 1
}

// keep begins a new page, with the names of the columns, unless there is room for so many
// millimetres.
func (g grid) keep(height float64) bool {
	if !g.c.room(height) {
		return false
	}
	g.names(false)
	return true
}

func (g grid) height(what cell, k column) float64 {
	height := float64(len(g.c.lines(what.text, k.width-gap, k.align, what.s))) * what.s.line()
	if what.below != "" {
		height += float64(len(g.c.wrap(what.below, k.width-gap, small))) * small.line()
	}
	return height
}

func (g grid) draw(what cell, k column, x float64) {
	tag, scope := tagCell, ""
	if what.header {
		tag, scope = tagHeader, "Row"
	}
	g.c.in(tag, func() {
		y := g.c.y
		if what.text != "" {
			y += g.c.block(g.inner(x, k), y, k.width-gap, k.align, what.text, what.s)
		}
		if what.below != "" {
			g.c.block(g.inner(x, k), y, k.width-gap, k.align, what.below, small)
		}
	}).scope = scope
}

// band draws a row with one text on a grey ground, which names the rows below it.
func (g grid) band(text string) {
	c := g.c
	g.keep(3 * body.line())
	c.y++
	c.artifact(func() {
		c.pdf.SetFillColor(236, 239, 243)
		c.pdf.Rect(left, c.y-0.6, width, strong.line()+0.8, "F")
	})
	c.in(tagRow, func() {
		e := c.in(tagHeader, func() { c.block(left+1, c.y, width-2, "L", text, strong) })
		e.scope, e.span = "Row", len(g.columns)
	})
	c.y += strong.line() + 1.2
}

// pair is a name with what there is to say, on one line or more.
type pair struct {
	name  string
	lines []string
}

const pairName = 34.0

// pairs draws names with their lines; one without lines is left out.
func (c *canvas) pairs(list ...pair) {
	c.in(tagTable, func() {
		for _, p := range list {
			if len(p.lines) > 0 {
				c.pair(p)
			}
		}
	})
}

func (c *canvas) pair(p pair) {
	height := float64(len(c.wrap(p.name, pairName-gap, label))) * label.line()
	said := 0.0
	for _, line := range p.lines {
		said += float64(len(c.wrap(line, width-pairName, body))) * body.line()
	}
	c.room(max(height, said))
	c.in(tagRow, func() {
		c.in(tagHeader, func() { c.block(left, c.y+0.2, pairName-gap, "L", p.name, label) }).scope = "Row"
		c.in(tagCell, func() {
			y := c.y
			for _, line := range p.lines {
				y += c.block(left+pairName, y, width-pairName, "L", line, body)
			}
		})
	})
	c.y += max(height, said) + 0.6
}
