package mend

import (
	"cmp"
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// Judgement is what came of a text that a person has made of a scene that fails.
type Judgement struct {
	Cures  bool   // it holds at its own grain and interrupted anywhere, and gives nothing up
	Holds  bool   // it holds in both
	GaveUp string // what it gives up, a clause
	Fails  World  // where Kind is set: the first world in which it fails
	Kind   string
	Far    string
	Size   int // of the change
}

// Judge judges a text that a person has made of a scene that fails, as Mend judges its own changes, and by what a
// person can take away beside. The error is that of a text that is no scene, or ctx's.
func Judge(ctx context.Context, file, source, text string, opt Options) (*Judgement, error) {
	m, err := begin(ctx, file, source, opt)
	if err != nil {
		return nil, err
	}
	now, err := read(file, text)
	if err != nil {
		return nil, err
	}
	j := &Judgement{Size: Size(m.src, now.src)}
	if j.GaveUp, err = m.takesAway(now); err != nil {
		return nil, err
	}
	if err = m.base(); err != nil {
		return nil, err
	}
	if now.prog.Same(m.prog) {
		j.Kind, j.Far, j.Fails = m.Base[m.Target].Kind, m.Base[m.Target].Far, m.Target
		return j, nil
	}
	m.most, m.known = max(m.most, baseStates), nil // it is judged in full, wherever others went wrong
	m.opt.Failed = 1
	edits, _ := m.list(ctx, false)
	edit := &Edit{Text: now.src}
	if at := slices.IndexFunc(edits, func(e Edit) bool { return e.Text == now.src }); at >= 0 {
		edit = &edits[at]
	}
	if err = m.try(edit); err != nil {
		return nil, err
	}
	for _, all := range [][]Trial{m.Cures, m.Seem, m.Failed} {
		for i := range all {
			j.of(m, &all[i])
		}
	}
	return j, ctx.Err()
}

// of takes over what came of the change.
func (j *Judgement) of(m *mending, t *Trial) {
	j.Holds = slices.Contains(t.Holds, Own) && (m.Grain == program.GrainOp || slices.Contains(t.Holds, Ops))
	if !j.Holds {
		j.Fails, j.Kind, j.Far = t.Fails, t.Kind, t.Far
	}
	j.GaveUp = cmp.Or(j.GaveUp, t.GaveUp)
	j.Cures = j.Holds && j.GaveUp == ""
}

// Smallest returns the smallest of the catalogue's changes that cure a scene, proven at its own grain and interrupted
// anywhere, and how large it is; nil where none does. Errors are as of Mend.
func Smallest(ctx context.Context, file, source string, opt Options) (*Trial, int, error) {
	m, err := begin(ctx, file, source, opt)
	if err != nil {
		return nil, 0, err
	}
	if err := m.base(); err != nil || m.Holds {
		return nil, 0, err
	}
	edits, _ := m.list(ctx, false)
	size := func(e *Edit) int { return Size(m.src, e.Text) }
	sizes := map[string]int{}
	for i := range edits {
		sizes[edits[i].Text] = size(&edits[i])
	}
	slices.SortStableFunc(edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(sizes[a.Text], sizes[b.Text]), cmp.Compare(a.Weight, b.Weight))
	})
	for i := range edits {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		if m.spent > mostVisited {
			break
		}
		if err := m.try(&edits[i]); err != nil {
			return nil, 0, err
		}
		if n := len(m.Cures); n > 0 && m.Proven(&m.Cures[n-1]) {
			if t := &m.Cures[n-1]; m.keeps(t) {
				return t, sizes[t.Text], nil
			}
		}
	}
	return nil, 0, ctx.Err()
}

// keeps reports whether a change takes nothing away that a person may not take away either.
func (m *mending) keeps(t *Trial) bool {
	now, err := read(m.file, t.Text)
	if err != nil {
		return false
	}
	what, err := m.takesAway(now)
	return err == nil && what == ""
}
