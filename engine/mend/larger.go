package mend

import (
	"cmp"
	"go/ast"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// A cure is asked about in larger scenes too, as far as these are soon looked through: mostLarger states each, and no
// more than mostOfAll for all cures of a scene. What holds for one more of everybody is the better cure; but a law may
// count on how many there are, so that a larger scene fails for no fault of the change.
const (
	mostLarger = 5_000
	mostOfAll  = 60_000
)

// weighLarger counts, for each cure, in how many larger scenes it fails.
func (m *mending) weighLarger() error {
	begun := m.spent
	for i := range m.Cures {
		t := &m.Cures[i]
		for _, text := range larger(t.Text) {
			p, err := program.Parse(m.file, text)
			if err != nil {
				continue // more than there may be
			}
			if m.spent-begun > mostOfAll {
				return nil
			}
			a, err := m.ask(p, Own, explore.Options{MaxStates: mostLarger, Safety: true})
			if err != nil {
				return err
			}
			if a.Answer == explore.Fails {
				t.score++
			}
		}
	}
	return nil
}

// larger lists larger scenes: one more of each that main spawns, also with more room in the work queues; two more; and
// more room alone.
func larger(text string) (all []string) {
	s, err := read("", text)
	if err != nil || s.main == nil {
		return nil
	}
	d := &drafts{scene: s}
	room := d.roomier()
	for _, ways := range [][]splice{d.more(1), slices.Concat(d.more(1), room), d.more(2), room} {
		e := Edit{splices: ways}
		if len(ways) > 0 && e.apply(s.src) && !slices.Contains(all, e.Text) {
			all = append(all, e.Text)
		}
	}
	return all
}

// more spawns so many more of each that main spawns, where a scene says so in a line of its own.
func (d *drafts) more(n int) (parts []splice) {
	added := 0
	for _, st := range d.main.Body.List {
		name, args := verb(st)
		if name != "spawn" && name != "daemon" || len(args) == 0 {
			continue
		}
		if p, ok := d.after(st, strings.Repeat(name+"("+d.text(args[0])+")\n", n)); ok {
			parts, added = append(parts, p), added+n
		}
	}
	if p, ok := d.setting("slots", strconv.Itoa(d.prog.Settings.Slots+added)); ok && added > 0 {
		parts = append(parts, p)
	}
	return parts
}

// roomier gives each work queue room for one item more.
func (d *drafts) roomier() (parts []splice) {
	ast.Inspect(d.tree, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok || len(c.Args) != 1 {
			return true
		}
		of, named := c.Fun.(*ast.Ident)
		size, err := strconv.Atoi(d.text(c.Args[0]))
		if err == nil && named && (of.Name == "queue" || of.Name == "stack") {
			parts = append(parts, d.instead(c.Args[0], strconv.Itoa(size+1)))
		}
		return true
	})
	return parts
}

// group puts cures that are the same but for names behind the first of them.
func group(all []Trial) (groups []Trial) {
	type like struct {
		kind   kind
		shape  uint64
		worlds int
		states int64
		failed string
		length int
		gives  bool
	}
	known := map[like]int{}
	for i := range all {
		t := &all[i]
		of := like{t.kind, shape(t.Text), len(t.Holds), t.States, t.Kind, t.Length, t.GaveUp != ""}
		if at, is := known[of]; is {
			groups[at].Alike = append(groups[at].Alike, t.Edit)
			continue
		}
		known[of] = len(groups)
		groups = append(groups, *t)
	}
	return groups
}

// order sorts changes: what holds in the most worlds first, then what a person would make first.
func order(all []Trial) {
	slices.SortStableFunc(all, func(a, b Trial) int {
		return cmp.Or(cmp.Compare(b.worlds, a.worlds), cmp.Compare(a.score, b.score),
			cmp.Compare(a.letters(), b.letters()), cmp.Compare(a.Changes[0].Line, b.Changes[0].Line),
			cmp.Compare(a.Text, b.Text))
	})
}
