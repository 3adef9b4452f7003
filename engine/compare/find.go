package compare

import (
	"context"

	"github.com/quartet-os/quartet/engine/session"
)

// Found is what a comparison of two runs came to.
type Found struct {
	Parting *Parting    // nil where they did not part
	Steps   []int64     // at which something came to differ that was alike before; the parting first
	To      int64       // the step up to which they were compared
	Over    bool        // both are over: there is nothing more to compare
	Same    bool        // they are one and the same run, and cannot part
	Skipped [2][]string // the commands of each side that did not fit, as they are typed
}

// mostSteps is how many differences are listed.
const mostSteps = 10_000

// Find compares two runs up to a step, or, where they part, so many steps further than that. It gives up when ctx is
// done.
func Find(ctx context.Context, a, b Side, to, further int64) (Found, error) {
	r, err := New(a, b)
	if err != nil {
		return Found{}, err
	}
	f := Found{Same: a.Same(b)}
	for {
		if p := r.Parting(); p != nil {
			if f.Parting == nil {
				f.Parting = p
				f.Steps = append(f.Steps, p.Step)
				to = p.Step + further
				r.Grew()
			} else if r.Grew() && len(f.Steps) < mostSteps {
				f.Steps = append(f.Steps, r.At())
			}
		}
		if r.At() >= to || r.At()%256 == 0 && ctx.Err() != nil || !r.Step() {
			break
		}
	}
	f.To, f.Over = r.At(), r.Over()
	x, y := r.Skipped()
	for i, all := range [...][]session.Given{x, y} {
		for _, g := range all {
			f.Skipped[i] = append(f.Skipped[i], g.Command.String())
		}
	}
	return f, ctx.Err()
}
