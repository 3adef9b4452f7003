package command

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
)

type moveRecord struct {
	who      string
	from, to engine.Place
	at       string // of one that stays at its place: the front or the back of it
	why      string
}

// why takes an event in, and gives the sentence of one that is printed with one.
func (t *jsonTeller) why(ev *engine.Event, end engine.End) string {
	switch ev.Kind {
	case engine.Moved, engine.Reordered:
		return t.n.Event(*ev, end).String()
	}
	t.n.Fold(ev, end)
	return ""
}

func (t *jsonTeller) move(ev *engine.Event, why string) {
	from, to := ev.FromPlace(), ev.ToPlace()
	who := t.names[ev.Who]
	if why == "" {
		why = plainWhy(ev.Cause())
	}
	at := ""
	if from == to { // a kill that leaves it on READY
		at = "back"
	}
	t.moves = append(t.moves, moveRecord{who, from, to, at, why})
	switch {
	case to == engine.Running && t.run == "":
		t.run = who
	case from == engine.Running:
		t.stop = stopWord(ev.Cause())
	}
	if to == engine.Free {
		t.names[ev.Who] = "s" + strconv.Itoa(int(ev.Who)+1)
	}
}

// reorder notes that a coroutine changed its place in the queue of a place: to its front by a command or by a
// signal that hands the monitor over, else to its back.
func (t *jsonTeller) reorder(ev *engine.Event, place engine.Place, why string) {
	at := "back"
	if ev.Kind == engine.Reordered && ev.Arg == 1 {
		at = "front"
	}
	t.moves = append(t.moves, moveRecord{t.names[ev.Who], place, place, at, why})
}

func (t *jsonTeller) writeMoves() {
	j := t.j
	j.field("moves").beginArray()
	for _, m := range t.moves {
		j.beginObject()
		j.field("who").text(m.who)
		j.field("from").text(m.from.Key())
		j.field("to").text(m.to.Key())
		if m.at != "" {
			j.field("at").text(m.at)
		}
		j.field("why").text(m.why)
		j.end('}')
	}
	j.end(']')
}
