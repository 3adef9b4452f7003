package explore

import "errors"

// Row says what happened in one choice of a schedule.
type Row struct {
	Text  string // in sentences; of a long pass those that matter
	Line  int    // of the last op that Text is about, 0 where only time passed
	Ops   []Done // all ops
	First int    // its first step
	Func  string // the function of who ran
	Left  string // why the CPU changed behind it: "waits for m", "interrupted here"; "" where the same coroutine runs on
}

// Done is one op that was done.
type Done struct {
	Line         int
	Text, Result string   // as the scene writes it, and what came of it
	Note         string   // what came of it, where the text does not say it: "true", "item 3"
	Wakes        []string // those whom it made ready
	Matters      bool     // the failure depends on it
	Mark         bool     // it only marks a place in the text, or counts for the eye
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
