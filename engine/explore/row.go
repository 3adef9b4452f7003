package explore

import "errors"

// Row says what happened in one choice of a schedule.
type Row struct {
	Text  string // in sentences; of a long pass those that matter
	Line  int    // of the last op that Text is about, 0 where only time passed
	Ops   []Done // all ops
	First int    // its first step
}

// Done is one op that was done.
type Done struct {
	Line         int
	Text, Result string // as the scene writes it, and what came of it
}

// Rows plays a verdict's schedule and says what happened in each of its choices.
func (v *Verdict) Rows() ([]Row, error) {
	if v.Answer != Fails {
		return nil, errors.New("there is no schedule to tell: nothing was found")
	}
	p, err := v.watch(false)
	if err != nil {
		return nil, err
	}
	return p.rows(p.slice()), nil
}
