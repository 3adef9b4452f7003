package quiz

import (
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Pair is the run in which the marked answer is right, beside the one that was asked about.
type Pair struct {
	Side       compare.Side
	Here, Name string                           // what both are called
	At         int64                            // the step at which the answer is seen there; 0: as here
	Tells      [2]func(*session.Session) string // how each stands in what was asked; nil where no run tells
}

// World returns the run in which the marked answer is right. What is asked may come there after more steps or fewer.
func (q *Quiz) World() Pair {
	asked, w := q.Asked(), q.world()
	side := compare.Of(q.of, 0)
	var given []session.Given
	for _, g := range side.Commands {
		if g.Step <= asked.At {
			given = append(given, g)
		}
	}
	if p, err := program.Parse("", w.Scene); w.Scene != "" && err == nil {
		side.Program = p
	}
	for _, g := range w.Given {
		given = append(given, session.Given{Step: asked.At + g.After, Command: g.Command})
	}
	side.Commands = given
	pair := Pair{Side: side, Here: "as it is", Name: w.Name}
	if w.Steps > 0 {
		pair.At = asked.At + w.Steps
		pair.Tells[0] = tells(asked, asked.At+asked.Steps, asked.Right)
		pair.Tells[1] = tells(asked, pair.At, q.marked)
	}
	return pair
}

// tells returns what says how a run stands in what was asked: at any step where a state shows that, else where the
// answer is seen. How a run ends is said of every world.
func tells(asked *predict.Question, at int64, answer int) func(*session.Session) string {
	return func(s *session.Session) string {
		text := asked.Reads(s.Engine())
		if text == "" && s.Position() == at && asked.Topic != predict.Ending {
			return asked.Answers[answer].Text
		}
		return text
	}
}
