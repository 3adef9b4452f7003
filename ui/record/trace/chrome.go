package trace

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/visible"
)

// stepTime is a step's length in a trace, in its microseconds: a viewer shows a step as a millisecond.
const stepTime = 1000

// chromeEvent is one event of the format, by its public description (Trace Event Format).
type chromeEvent struct {
	Phase string `json:"ph"`
	Name  string `json:"name,omitempty"`
	Cat   string `json:"cat,omitempty"`
	PID   int    `json:"pid"`
	TID   int    `json:"tid"`
	TS    int64  `json:"ts"`
	Dur   int64  `json:"dur,omitempty"`
	ID    int    `json:"id,omitempty"`
	Bind  string `json:"bp,omitempty"`
	Scope string `json:"s,omitempty"`
	Args  any    `json:"args,omitempty"`
}

// chrome writes a trace while it folds the events.
type chrome struct {
	w     *bufio.Writer
	err   error
	some  bool // an event is written
	pid   int  // of the world that is written: they are counted from 1
	flows int
	folded
}

// folded is what the events of a world have come to.
type folded struct {
	names  *names
	tracks []int            // by slot: the track of who lives there, 0 for nobody
	places []engine.Place   // by slot
	last   int              // track given out
	counts map[string]int64 // shown last, by counter; only looked up
	end    int64
	shown  bool // from the range's first step on
	back   bool // what comes was taken back
	snap   *engine.Snapshot
}

// WriteChrome writes a trace in the JSON of Chrome's trace viewer, which Perfetto opens: a process a world, in it a
// track a coroutine with a slice for each stay at a place and, within RUNNING, for each op; arrows from who wakes to
// who is woken; counters for the length of each queue. A step is a millisecond long.
func WriteChrome(w io.Writer, worlds []World, r Range) error {
	worlds, err := within(worlds, r)
	if err != nil {
		return err
	}
	c := &chrome{w: bufio.NewWriter(w)}
	fmt.Fprint(c.w, `{"displayTimeUnit":"ms","traceEvents":[`)
	for i := range worlds {
		c.pid, c.folded = i+1, folded{counts: map[string]int64{}}
		if err := c.world(&worlds[i], r); err != nil {
			return err
		}
	}
	c.raw("\n]}\n")
	if c.err == nil {
		c.err = c.w.Flush()
	}
	return c.err
}

// world writes one of them.
func (c *chrome) world(w *World, r Range) error {
	c.put(chromeEvent{Phase: "M", Name: "process_name", Args: map[string]string{"name": "Quartet: " + w.Title}})
	err := w.walk(r, func(st *step, inside bool) error {
		if c.names == nil {
			c.names = newNames(st.e)
			c.tracks, c.places = make([]int, len(c.names.slot)), make([]engine.Place, len(c.names.slot))
		}
		if r.To > 0 && st.pass > r.To {
			return nil
		}
		if w.takenBack(st.number) && !c.back {
			c.back = true
			c.put(chromeEvent{Phase: "i", Name: "taken back", Cat: "undo", TS: st.number * stepTime, Scope: "p"})
		}
		c.step(st, inside)
		return c.err
	})
	for slot := range c.tracks {
		c.close(slot, c.end)
	}
	return err
}

func (c *chrome) raw(text string) {
	if c.err == nil {
		_, c.err = c.w.WriteString(text)
	}
}

// put writes an event.
func (c *chrome) put(ev chromeEvent) {
	ev.PID = c.pid
	data, err := json.Marshal(ev)
	if err != nil && c.err == nil {
		c.err = err
	}
	if c.some {
		c.raw(",")
	}
	c.some = true
	c.raw("\n" + visible.Text(string(data)))
}

// step folds a step; its events share its millisecond.
func (c *chrome) step(st *step, inside bool) {
	begin := st.number * stepTime
	if inside && !c.shown {
		c.shown = true
		for slot, place := range c.places {
			c.open(slot, place, begin, "was there before")
		}
	}
	told := map[string]any{}
	if said := st.story(); said != "" {
		told["told"] = said
	}
	for i := range st.events {
		ev := &st.events[i]
		at := begin + int64(i+1)*stepTime/int64(len(st.events)+1)
		next := begin + int64(i+2)*stepTime/int64(len(st.events)+1)
		who := c.names.fold(ev)
		switch ev.Kind {
		case engine.Spawned:
			c.last++
			c.tracks[ev.Who] = c.last
			c.put(chromeEvent{Phase: "M", Name: "thread_name", TID: c.last,
				Args: map[string]string{"name": who}})
		case engine.Moved:
			c.move(ev, at)
		case engine.Did:
			if c.shown && ev.Who >= 0 && ev.PC != engine.NoPC && c.places[ev.Who] == engine.Running {
				told["result"], told["step"] = result(ev, engine.ArgOf(st.events, i)), ev.Step
				c.put(chromeEvent{Phase: "X", Name: st.e.Program().OpText(int32(ev.PC)), Cat: "op",
					TID: c.tracks[ev.Who], TS: at, Dur: next - at, Args: told})
			}
		}
	}
	c.end = begin + stepTime
	if c.shown {
		c.counters(st)
		if end := st.e.End(); end.Kind != engine.NotEnded {
			c.put(chromeEvent{Phase: "i", Name: end.Text, Cat: "end", TS: c.end - 1, Scope: "p"})
		}
		for _, text := range st.asked {
			c.put(chromeEvent{Phase: "i", Name: text, Cat: "class", TS: c.end - 1, Scope: "p"})
		}
	}
}

// move ends the slice of one place and begins that of another, with an arrow from who caused it.
func (c *chrome) move(ev *engine.Event, at int64) {
	slot := int(ev.Who)
	from, to := ev.FromPlace(), ev.ToPlace()
	c.places[slot] = to
	if !c.shown {
		return
	}
	c.closeAt(slot, from, at)
	c.open(slot, to, at, causeWord(ev.Cause()))
	if to == engine.Ready && ev.Cause().Row().Wakes && ev.Arg >= 0 && int(ev.Arg) < len(c.places) &&
		c.places[ev.Arg] == engine.Running {
		c.flows++
		name := causeWord(ev.Cause())
		c.put(chromeEvent{Phase: "s", Name: name, Cat: "wake", TID: c.tracks[ev.Arg], TS: at, ID: c.flows})
		c.put(chromeEvent{Phase: "f", Name: name, Cat: "wake", TID: c.tracks[slot], TS: at,
			ID: c.flows, Bind: "e"})
	}
}

func (c *chrome) open(slot int, place engine.Place, at int64, why string) {
	if place != engine.Free {
		c.put(chromeEvent{Phase: "B", Name: place.String(), Cat: "place", TID: c.tracks[slot], TS: at,
			Args: map[string]string{"because": why}})
	}
}

// close ends the slice of who is in a slot.
func (c *chrome) close(slot int, at int64) { c.closeAt(slot, c.places[slot], at) }

func (c *chrome) closeAt(slot int, place engine.Place, at int64) {
	if place != engine.Free {
		c.put(chromeEvent{Phase: "E", TID: c.tracks[slot], TS: at})
	}
}

// counters writes the lengths of the queues that have changed.
func (c *chrome) counters(st *step) {
	c.snap = st.e.Snapshot(c.snap)
	now := c.snap
	for _, q := range []struct {
		name string
		n    int
	}{
		{"FREE", len(now.Free)}, {"READY", len(now.Ready)}, {"WAITING", len(now.Waiting)},
		{"TIMED-WAITING", len(now.Timed)},
	} {
		c.count(q.name, "coroutines", int64(q.n))
	}
	for _, q := range now.Queues {
		c.count(q.Name, "items", int64(len(q.Items)))
	}
}

func (c *chrome) count(name, of string, n int64) {
	if old, known := c.counts[name]; known && old == n {
		return
	}
	c.counts[name] = n
	c.put(chromeEvent{Phase: "C", Name: name, TS: c.end - 1, Args: map[string]int64{of: n}})
}
