package keys

// Situation is what the footer knows of the state at hand.
type Situation struct {
	Early   bool // it is among the first passes
	Playing bool // a run goes on
	Past    bool // there are newer steps than the one shown
	LaidOut bool // these are a schedule that was found
	Ended   bool // nothing can happen any more
	Failed  bool // and that is a failure
	Asleep  bool // somebody sleeps whom nobody can wake
	Sleeper bool // the selected coroutine sleeps
}

// Hint is a key that is offered, and its word for the footer; "" takes the word of the table.
type Hint struct {
	Action Action
	Word   string
}

// nextRow is a row of the table of situations.
type nextRow struct {
	about string
	holds func(s *Situation) bool
	hints []Hint
}

// nextTable says which keys help on in which situation; the first row that holds counts.
var nextTable = [...]nextRow{
	{"a run goes on: it can be paused", func(s *Situation) bool { return s.Playing },
		[]Hint{{PlayOrPause, "pause"}}},
	{"a found schedule lies ahead: it is gone through", func(s *Situation) bool { return s.Past && s.LaidOut },
		[]Hint{{StopOn, "goes through it"}}},
	{"the past: the newest step is one key away", func(s *Situation) bool { return s.Past },
		[]Hint{{StepBack, ""}}},
	{"an end that is a failure: why, and from the start again", func(s *Situation) bool { return s.Ended && s.Failed },
		[]Hint{{AskWhy, ""}, {GoFirst, ""}, {AskAll, ""}}},
	{"an end: does every schedule end so?", func(s *Situation) bool { return s.Ended },
		[]Hint{{AskAll, ""}, {GoFirst, ""}, {OpenPicker, ""}}},
	{"somebody sleeps whom nobody can wake: why?", func(s *Situation) bool { return s.Asleep },
		[]Hint{{AskWhy, ""}}},
	{"the selected one sleeps: why?", func(s *Situation) bool { return s.Sleeper },
		[]Hint{{AskWhy, ""}}},
	{"the first passes: one step", func(s *Situation) bool { return s.Early },
		[]Hint{{StepOn, ""}}},
	{"the run goes on: to where something happens", func(*Situation) bool { return true },
		[]Hint{{StopOn, ""}}},
}

// Next returns the keys that help on most, the best first.
func Next(s Situation) []Hint {
	for i := range nextTable {
		if nextTable[i].holds(&s) {
			return nextTable[i].hints
		}
	}
	return nil
}
