package trace

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// csvHead is the first row; it is only read.
var csvHead = []string{"step", "pass", "time", "event", "who", "line", "op", "from", "to", "object", "cause", "by",
	"result", "arg", "text"}

// csvOfSeveral are the fields behind those of csvHead where there are several worlds; it is only read.
var csvOfSeveral = []string{"world", "taken back"}

// WriteCSV writes a row for each event, with a head. Fields that an event does not have are empty; text says the event
// in a sentence. Of several worlds each row has its own, counted from 1, and whether it was taken back.
func WriteCSV(w io.Writer, worlds []World, r Range) error {
	worlds, err := within(worlds, r)
	if err != nil {
		return err
	}
	out, head := csv.NewWriter(w), csvHead
	if len(worlds) > 1 {
		head = slices.Concat(head, csvOfSeveral)
	}
	err = out.Write(head)
	for i := range worlds {
		var more func(step int64) []string
		if len(worlds) > 1 {
			more = func(step int64) []string {
				return []string{strconv.Itoa(i + 1), strconv.FormatBool(worlds[i].takenBack(step))}
			}
		}
		if err == nil {
			err = csvWorld(out, &worlds[i], r, more)
		}
	}
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return err
}

// csvWorld writes the rows of a world; more has what follows in each.
func csvWorld(out *csv.Writer, w *World, r Range, more func(step int64) []string) error {
	var n *names
	var narrator *narrate.Narrator
	return w.walk(r, func(st *step, inside bool) error {
		if n == nil {
			n, narrator = newNames(st.e), narrate.New(st.e.Program(), st.e.Snapshot(nil))
			narrator.Restart()
		}
		for i := range st.events {
			if st.events[i].Kind == engine.Large { // a part of the next one
				narrator.Event(st.events[i], st.e.End())
				continue
			}
			row := csvRow(st, i, n)
			said := narrator.Event(st.events[i], st.e.End())
			if row[len(row)-1] = said.String(); said.Text == "" {
				row[len(row)-1] = eventText(st, &st.events[i], row[4], row[9])
			}
			if !inside {
				continue
			}
			for i := range row {
				row[i] = csvText(row[i])
			}
			if more != nil {
				row = append(row, more(st.number)...)
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
		for _, text := range st.asked {
			if !inside {
				break
			}
			row := csvMoment(st.number, st.pass, st.e.Time())
			row[3], row[len(row)-1] = "asked", csvText(text)
			if more != nil {
				row = append(row, more(st.number)...)
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
		return nil
	})
}

// csvMoment begins a row with a step, its pass and its time.
func csvMoment(moment ...int64) []string {
	row := make([]string, len(csvHead))
	for i, n := range moment {
		row[i] = strconv.FormatInt(n, 10)
	}
	return row
}

// undone reports whether the run has failed in a step before its op was told: that has no value, and was not done.
func undone(before []engine.Event) bool {
	return slices.ContainsFunc(before, func(ev engine.Event) bool {
		return ev.Kind == engine.Came && ev.Ending() == engine.EndViolation
	})
}

// csvRow returns the row of a step's event, but for its text.
func csvRow(st *step, i int, n *names) []string {
	p, ev, arg := st.e.Program(), &st.events[i], engine.ArgOf(st.events, i)
	row := csvMoment(ev.Step, st.pass, ev.Time)
	row[3], row[4] = eventWord(ev.Kind), n.fold(ev)
	if ev.Kind == engine.Did && ev.PC != engine.NoPC && int(ev.PC) < len(p.Ops) {
		row[5], row[6] = strconv.Itoa(int(p.Ops[ev.PC].Line)), p.OpText(int32(ev.PC))
		if row[12] = result(ev, arg); undone(st.events[:i]) {
			row[12] = word(outcomeWords[:], int(engine.Failed), "outcome")
		}
	}
	if ev.Object != engine.NoObject {
		switch ev.Kind {
		case engine.Spawned, engine.Answered, engine.Handled:
			if int(ev.Object) < len(p.Funcs) {
				row[9] = p.Funcs[ev.Object].Name
			}
		case engine.Switched:
		default:
			row[9] = st.e.ObjectName(int(ev.Object))
		}
	}
	switch ev.Kind {
	case engine.Moved:
		row[7], row[8] = ev.FromPlace().Key(), ev.ToPlace().Key()
		row[10], row[11] = causeWord(ev.Cause()), n.of(ev.Arg)
		return row
	case engine.Refused:
		row[12] = word(reasonWords[:], int(ev.Result), "reason")
	case engine.Came:
		row[12] = ev.Ending().String()
	}
	row[13] = strconv.FormatInt(arg, 10)
	return row
}
