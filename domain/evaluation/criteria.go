package evaluation

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"allmende/domain/split"
)

// Criterion is scored from 0 to Scale, or it has parts and what they attain in per
// cent is its score. A bid below Least is out.
type Criterion struct {
	Name   string      // no other criterion of the tree has it
	Weight split.Ratio // in per cent; beside its siblings' it makes 100
	Scale  split.Ratio // the best score; 0 with parts
	Least  split.Ratio // the knock-out minimum, on the scale or, with parts, in per cent; 0 is none
	Parts  []Criterion
}

// Mark is what a bid has under one criterion.
type Mark struct {
	Criterion string
	Depth     int         // 0 for those on top
	Score     split.Ratio // as given; of a criterion with parts in per cent
	Least     split.Ratio // the criterion's
	Points    split.Ratio // the part of L that comes from here
	Formula   string      // Points with the figures filled in
}

// Missed reports whether the bid is below the minimum.
func (m Mark) Missed() bool { return m.Score.Cmp(m.Least) < 0 }

var (
	hundred = whole(100)
	one     = whole(1)
)

// best is the end of the criterion's scale.
func (c Criterion) best() split.Ratio {
	if len(c.Parts) > 0 {
		return hundred
	}
	return c.Scale
}

func (r Rules) checkCriteria() error {
	if len(r.Criteria) == 0 {
		return nil
	}
	if r.Points.Sign() <= 0 {
		return ErrScale.At("points")
	}
	return checkSiblings(r.Criteria, "criteria", map[string]bool{})
}

// checkSiblings checks a level of the tree and all below it.
func checkSiblings(siblings []Criterion, at string, seen map[string]bool) error {
	sum, positive := split.Ratio{}, true
	for i, c := range siblings {
		at := at + "." + strconv.Itoa(i)
		if err := c.check(at, seen); err != nil {
			return err
		}
		seen[c.Name] = true
		if len(c.Parts) > 0 {
			if err := checkSiblings(c.Parts, at+".parts", seen); err != nil {
				return err
			}
		}
		sum, positive = sum.Add(c.Weight), positive && c.Weight.Sign() > 0
	}
	if !positive || sum.Cmp(hundred) != 0 {
		return ErrWeights.At(at).With("sum", Text(sum))
	}
	return nil
}

func (c Criterion) check(at string, seen map[string]bool) error {
	switch {
	case c.Name == "":
		return ErrCriterionName.At(at + ".name")
	case seen[c.Name]:
		return ErrCriterionTwice.At(at+".name").With("criterion", c.Name)
	case len(c.Parts) > 0 && !c.Scale.IsZero(), c.best().Sign() <= 0:
		return ErrScale.At(at + ".scale")
	case c.Least.Sign() < 0, c.Least.Cmp(c.best()) > 0:
		return ErrMinimum.At(at+".least").With("most", Text(c.best()))
	}
	return nil
}

// find is the criterion of that name.
func find(among []Criterion, name string) (Criterion, bool) {
	for _, c := range among {
		if c.Name == name {
			return c, true
		}
		if part, found := find(c.Parts, name); found {
			return part, true
		}
	}
	return Criterion{}, false
}

// Scored are the criteria that evaluators give scores for, in the order of the tree.
func (r Rules) Scored() []Criterion { return leaves(r.Criteria) }

// leaves are the criteria without parts, in the order of the tree.
func leaves(among []Criterion) []Criterion {
	var scored []Criterion
	for _, c := range among {
		if len(c.Parts) == 0 {
			scored = append(scored, c)
		}
		scored = append(scored, leaves(c.Parts)...)
	}
	return scored
}

// checkScores wants a score within the scale for every criterion without parts; of an
// excluded bid only those that are there.
func (r Rules) checkScores(b Bid, at string) error {
	scored := r.Scored()
	for _, c := range scored {
		score, given := b.Scores[c.Name]
		switch {
		case !given && b.Excluded == "":
			return ErrScoreMissing.At(at).With("bid", b.Name).With("criterion", c.Name)
		case given && (score.Sign() < 0 || score.Cmp(c.Scale) > 0):
			return ErrScore.At(at).With("bid", b.Name).With("criterion", c.Name).With("most", Text(c.Scale))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.Scores)) {
		if !slices.ContainsFunc(scored, func(c Criterion) bool { return c.Name == name }) {
			return ErrCriterion.At(at).With("criterion", name)
		}
	}
	return nil
}

// Mark gives a bid that is fully scored its points under every criterion, in the order
// of the tree, and their sum L with its formula: without criteria there is none. No
// price is needed. The rules must be such that Check takes them.
func (r Rules) Mark(scores map[string]split.Ratio) (marks []Mark, points split.Ratio, formula string) {
	m := marking{given: scores}
	m.level(r.Criteria, 0, r.Points, operand(r.Points))
	points, formula = sum(m.marks)
	return m.marks, points, formula
}

// marking walks the tree for one bid.
type marking struct {
	given map[string]split.Ratio
	marks []Mark
}

// level marks siblings that can get so many points together; worth says these points
// as a product. It returns what the siblings attain, from 0 to 1.
func (m *marking) level(siblings []Criterion, depth int, points split.Ratio, worth string) split.Ratio {
	attained := split.Ratio{}
	for _, c := range siblings {
		weight := c.Weight.Quo(hundred)
		attained = attained.Add(weight.Mul(m.criterion(c, depth, points.Mul(weight), worth+" × "+operand(c.Weight)+" %")))
	}
	return attained
}

func (m *marking) criterion(c Criterion, depth int, points split.Ratio, worth string) (attained split.Ratio) {
	at := len(m.marks)
	m.marks = append(m.marks, Mark{Criterion: c.Name, Depth: depth, Least: c.Least})
	if len(c.Parts) == 0 {
		score := m.given[c.Name]
		attained = score.Quo(c.Scale)
		m.marks[at].Score = score
		m.marks[at].Formula = worth + " × " + operand(score) + " / " + operand(c.Scale)
	} else {
		attained = m.level(c.Parts, depth+1, points, worth)
		m.marks[at].Score = attained.Mul(hundred)
		m.marks[at].Formula = plus(m.marks[at+1:], depth+1)
	}
	m.marks[at].Points = points.Mul(attained)
	m.marks[at].Formula += Equals(m.marks[at].Points)
	return attained
}

// Missed are the marks below their minima: a bid with any of them is out.
func Missed(marks []Mark) []Mark {
	var below []Mark
	for _, m := range marks {
		if m.Missed() {
			below = append(below, m)
		}
	}
	return below
}

// sum is L, out of the marks on top; without any there is none.
func sum(marks []Mark) (points split.Ratio, formula string) {
	if len(marks) == 0 {
		return points, ""
	}
	for _, m := range marks {
		if m.Depth == 0 {
			points = points.Add(m.Points)
		}
	}
	formula = plus(marks, 0)
	if formula != Text(points) {
		formula += Equals(points)
	}
	return points, "L = " + formula
}

// plus writes the sum of the marks of one depth.
func plus(marks []Mark, depth int) string {
	var terms []string
	for _, m := range marks {
		if m.Depth == depth {
			terms = append(terms, operand(m.Points))
		}
	}
	return strings.Join(terms, " + ")
}
