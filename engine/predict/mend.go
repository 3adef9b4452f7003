package predict

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
)

// wrongChanges is how many changes that fail are looked at, to choose from.
const wrongChanges = 20

// mends returns questions which change cures a scene: one for each cure. It is nil where nothing has to be cured.
func mends(ctx context.Context, file, source string, opt mend.Options, d *draw) (all []*Question, err error) {
	opt.Failed = wrongChanges
	r, err := mend.Mend(ctx, file, source, opt)
	if err != nil {
		return nil, err
	}
	if r.Holds {
		return nil, errHolds
	}
	cures, _ := r.Split()
	base, at := r.Base[r.Target], program.GrainOp
	if r.Target == mend.Own {
		at = r.Grain
	}
	var failed []*mend.Trial
	for i := range r.Failed {
		failed = append(failed, &r.Failed[i])
	}
	for _, c := range cures {
		if !r.Proven(c) || c.Dodges != "" {
			continue // what gets round the laws is nothing to be taught
		}
		mix(d, failed)
		right := Answer{Text: shownAs(source, &c.Edit), Scene: c.Text}
		right.Why = fmt.Sprintf("This change cures it: no schedule fails, %s.", proof(r, c))
		var wrong []Answer
		kinds := map[string]bool{} // of changes, by their first word: each once as far as there are enough
		for _, f := range failed {
			text := shownAs(source, &f.Edit)
			kind, _, _ := strings.Cut(f.What, " ")
			if kinds[kind] && len(failed) > wrongChanges/2 {
				continue
			}
			kinds[kind] = true
			if !has(wrong, text) && !has([]Answer{right}, text) && len(wrong) < mostAnswers-1 {
				wrong = append(wrong, Answer{Text: text, Scene: f.Text,
					Why: fmt.Sprintf("With this change it fails: %s %s.", f.Kind, f.Far)})
			}
		}
		if len(wrong) == 0 {
			break
		}
		q := &Question{Kind: Mend, Topic: Cure, side: tellsAll, grains: grainsOf(at), Why: right.Why,
			Text: fmt.Sprintf("This scene fails, %s: %s %s. Which "+
				"change cures it, so that no schedule fails any more?", r.Target, base.Kind, base.Far)}
		q.put(d, right.Text, wrong)
		q.Answers[q.Right] = right
		all = append(all, q)
	}
	if len(all) == 0 {
		return nil, errNoCure
	}
	return all, nil
}

// Why there may be no question which change cures a scene.
var (
	errHolds  = errors.New("there is nothing to cure: no schedule of the scene fails")
	errNoCure = errors.New("no single change was found that cures the scene")
)

// proof says where a cure holds.
func proof(r *mend.Report, c *mend.Trial) string {
	var all []string
	for _, w := range c.Holds {
		switch {
		case w != mend.Own:
			all = append(all, w.String())
		case r.Grain == program.GrainPass:
			all = append(all, "uninterrupted")
		default:
			all = append(all, mend.Ops.String())
		}
	}
	return program.List(all, "or")
}

// change writes a change of a scene in one line, each line of the scene as code of its own.
func change(e *mend.Edit) string {
	var all []string
	for _, c := range e.Changes {
		was, now := squeezed(c.Was), squeezed(c.Now)
		switch {
		case was == "":
			all = append(all, fmt.Sprintf("before line %d insert %s", c.Line, now))
		case now == "":
			all = append(all, fmt.Sprintf("in %s leave out %s", linesOf(&c), was))
		default:
			all = append(all, fmt.Sprintf("in %s instead of %s write %s", linesOf(&c), was, now))
		}
	}
	return program.Capital(strings.Join(all, "; "))
}

// linesOf names the lines of the scene that a change takes away, those with words.
func linesOf(c *mend.Change) string {
	var all []int
	for i, l := range c.Was {
		if strings.TrimSpace(l) != "" {
			all = append(all, c.Line+i)
		}
	}
	return program.Lines(all)
}

// squeezed writes lines as code, one behind the other.
func squeezed(lines []string) string {
	var all []string
	for _, l := range lines {
		if words := strings.Fields(l); len(words) > 0 {
			all = append(all, "`"+strings.Join(words, " ")+"`")
		}
	}
	return strings.Join(all, ", ")
}
