package command

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
)

// waitJSON is who needs one and the same thing, and whom it comes from.
type waitJSON struct {
	Who    []string   `json:"who"`   // in the order in which they are served
	On     string     `json:"on"`    // what it is: "mutex", "condition", "channel", "join", "time"
	Needs  string     `json:"needs"` // its name
	From   []fromJSON `json:"from"`  // empty: from nobody
	All    bool       `json:"all"`   // it comes only once all of them have given it
	Circle bool       `json:"circle"`
}

// fromJSON is one whom it comes from: "" for the clock.
type fromJSON struct {
	Who  string `json:"who"`
	Line int    `json:"line"` // of the op that gives it, 0 for none
}

// waitsAt says who waits for whom.
func waitsAt(e *engine.Engine) []waitJSON {
	now := e.Snapshot(nil)
	graph := reason.NewReader(e.Program()).Waits(now)
	var out []waitJSON
	for i := range graph.Edges {
		edge := &graph.Edges[i]
		w := waitJSON{On: onWord(e.Program(), edge), Needs: edge.Needs, From: []fromJSON{}, All: edge.All,
			Circle: edge.Circle}
		for _, slot := range edge.Who {
			w.Who = append(w.Who, now.Coroutines[slot].Name)
		}
		for _, from := range edge.From {
			one := fromJSON{Line: from.Line}
			if from.Slot >= 0 {
				one.Who = now.Coroutines[from.Slot].Name
			}
			w.From = append(w.From, one)
		}
		out = append(out, w)
	}
	return out
}

// onWord says what kind of thing somebody waits for.
func onWord(p *program.Program, edge *reason.Edge) string {
	switch edge.On {
	case engine.OnSleep, engine.OnCompute:
		return "time"
	case engine.OnMail:
		return "message"
	case engine.OnAnswer:
		return "answer"
	case engine.OnEnd:
		return "join"
	}
	if edge.Object < 0 || edge.Object >= len(p.Objects) {
		return ""
	}
	return p.Objects[edge.Object].Class.Row().Title
}
