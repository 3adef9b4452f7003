package mend

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// mostPairs is up to how many pairs of changes are tried, and heaviest up to which weight of both together.
const (
	mostPairs = 20_000
	heaviest  = 8
)

// pairs lists two changes at once, those that a person would make first before the others.
func (s *scene) pairs(ctx context.Context, edits []Edit) (all []Edit) {
	known := map[string]bool{}
	for i := range edits {
		known[edits[i].Text] = true
	}
	most := min(mostPairs, 4*mostBytes/max(len(s.src), 1))
	for sum := 2; sum <= heaviest; sum++ {
		for i := range edits {
			for j := i + 1; j < len(edits) && len(all) < most && ctx.Err() == nil; j++ {
				a, b := &edits[i], &edits[j]
				if a.Weight+b.Weight != sum {
					continue
				}
				both := Edit{What: a.What + "; " + b.What, Weight: sum, kind: a.kind,
					splices: slices.Concat(a.splices, b.splices)}
				if both.apply(s.src) && !known[both.Text] {
					known[both.Text] = true
					all = append(all, both)
				}
			}
		}
	}
	return all
}

// kept is the text of a changed scene, to be kept, which expects of itself what each setting is to say.
func kept(file, text string, expects map[string]string) string {
	s, err := read(file, text)
	if err != nil {
		return text
	}
	d := drafts{scene: s, known: map[string]int{}}
	for _, name := range []string{"expect", "expectOp"} {
		p, ok := d.setting(name, strconv.Quote(expects[name]))
		if e := (Edit{splices: []splice{p}}); ok && p.from < p.to && e.apply(d.src) {
			if again, err := read(file, e.Text); err == nil {
				d.scene = again
			}
		}
	}
	return strings.TrimRight(d.src, "\n") + "\n"
}

// Kept is the text of the scene with a change, as a file to keep: it expects of itself to hold, or to fail as it does.
func (r *Report) Kept(t *Trial) string {
	expects := map[string]string{"expect": "holds", "expectOp": "holds"}
	if t.Kind != "" && t.Fails <= Ops {
		expects["expectOp"] = t.Kind
		if t.Fails == Own {
			expects["expect"] = t.Kind
		}
	}
	return kept("", t.Text, expects)
}
