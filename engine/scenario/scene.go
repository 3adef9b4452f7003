package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Library says whose rules a scenario runs under.
type Library uint8

// The libraries.
const (
	Post Library = iota // of December 2024
	New                 // of January 2026
)

// Scheduler says who resumes whom.
type Scheduler uint8

// The schedulers.
const (
	FourQueue  Scheduler = iota
	RoundRobin           // the array before the four queues
)

// Scene writes the scenario as a scene under the rules of a library and the policy of a scheduler. A line holds at most
// one operation. O(length of the scenario).
func (sc *Scenario) Scene(lib Library, sched Scheduler) string { return sc.Write(lib, sched).Text }

// Written is a scenario as a scene, and what of the one is what of the other.
type Written struct {
	Text      string
	Ops       map[int]*Op       // the operation of a line of the scene, counted from 1
	Objects   map[string]string // what the scene calls a mutex, condition or variable of the scenario
	Processes map[string]string // the process that a coroutine of the scene is
}

// Write writes the scenario as Scene does. O(length of the scenario).
func (sc *Scenario) Write(lib Library, sched Scheduler) *Written {
	w := sc.write(lib, sched)
	return &Written{Text: w.text(), Ops: w.ops, Objects: w.names.objects, Processes: w.names.procs}
}

// writer collects the lines of a scene and notes which operation each holds.
type writer struct {
	sc    *Scenario
	names *naming
	lines []string
	ops   map[int]*Op // by line of the scene, counted from 1

	indent int
	last   string         // the local that holds the last result, "" while the process has none
	kept   map[*Op]bool   // operations whose result is asked for
	locals map[string]int // names given out in the process, and how often
	depth  int            // of loops that count
	number bool           // the function returns a number
}

func (sc *Scenario) write(lib Library, sched Scheduler) *writer {
	w := &writer{sc: sc, names: newNaming(sc), ops: map[int]*Op{}}
	desc := sc.Desc
	if desc == "" {
		desc = "The recorded scenario " + sc.Name + "."
	}
	first, size := utf8.DecodeRuneInString(desc)
	w.line("// %c%s", unicode.ToUpper(first), desc[size:])
	name := plain(sc.Name)
	if name == "" || name[0] >= '0' && name[0] <= '9' {
		name = "scenario_" + name
	}
	w.line("package %s", w.names.identifier(name, "scenario_"))
	w.line("")
	w.consts(lib, sched)
	w.vars()
	for i := range sc.Procs {
		w.proc(&sc.Procs[i])
	}
	w.line("func main() {")
	for _, p := range sc.Procs {
		if !p.Manual {
			w.line("\tspawn(%s, %q)", w.names.funcs[p.Name], w.names.cors[p.Name])
		}
	}
	w.line("}")
	return w
}

func (w *writer) text() string { return strings.Join(w.lines, "\n") + "\n" }

func (w *writer) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if text != "" {
		text = strings.Repeat("\t", w.indent) + text
	}
	w.lines = append(w.lines, text)
}

func (w *writer) consts(lib Library, sched Scheduler) {
	rows := [][2]string{{"slots", strconv.Itoa(w.sc.Slots)}, {"rules", `"nanoos"`}}
	if lib == New {
		rows[1][1] = `"nanoos-2026"`
	}
	if sched == RoundRobin {
		rows = append(rows, [2]string{"policy", `"roundrobin"`})
	}
	if w.sc.ClockNum != 1 || w.sc.ClockDen != 1 {
		rows = append(rows, [2]string{"clock", fmt.Sprintf(`"%d/%d"`, w.sc.ClockNum, w.sc.ClockDen)})
	}
	switch w.sc.Callbacks {
	case "none":
		rows = append(rows, [2]string{"unlock_callback", `"none"`}, [2]string{"signal_callback", `"none"`})
	case "message":
		rows = append(rows, [2]string{"unlock_callback", `"message"`})
	}
	w.block("const", " = ", rows)
}

func (w *writer) vars() {
	var rows [][2]string
	for _, m := range w.sc.Mutexes {
		kind := "mutex"
		switch {
		case m.Recursive && m.Timed:
			kind = "= mutex(recursive, timed)"
		case m.Recursive:
			kind = "= mutex(recursive)"
		case m.Timed:
			kind = "= mutex(timed)"
		}
		rows = append(rows, [2]string{w.names.objects[m.Name], kind})
	}
	for _, c := range w.sc.Conds {
		rows = append(rows, [2]string{w.names.objects[c], "cond"})
	}
	for _, v := range w.sc.Vars {
		kind := "int"
		if v.Value != 0 {
			kind = "= " + strconv.FormatInt(v.Value, 10)
		}
		rows = append(rows, [2]string{w.names.objects[v.Name], kind})
	}
	if len(rows) > 0 {
		w.block("var", " ", rows)
	}
}

// block writes the rows of a const or var block, in two columns.
func (w *writer) block(word, between string, rows [][2]string) {
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r[0]))
	}
	w.line("%s (", word)
	for _, r := range rows {
		w.line("\t%-*s%s%s", wide, r[0], between, r[1])
	}
	w.line(")")
	w.line("")
}
