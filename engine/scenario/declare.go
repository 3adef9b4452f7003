package scenario

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// read reads a line outside processes.
func (p *parser) read(w []string) {
	if p.proc != nil {
		p.operation(w)
		return
	}
	switch w[0] {
	case "scenario":
		if p.count(w, 1, "scenario a_name") {
			p.sc.Name = w[1]
		}
	case "desc":
		p.sc.Desc = strings.Join(w[1:], " ")
	case "steps":
		p.sc.Steps = int(p.number(w, 1, maxSteps))
	case "slots":
		p.sc.Slots = int(p.number(w, 1, maxSlots))
	case "clock":
		p.clock(w)
	case "callbacks":
		if p.count(w, 1, "callbacks real, none or message") {
			p.sc.Callbacks = w[1]
			if !slices.Contains([]string{"real", "none", "message"}, w[1]) {
				p.fail("they are real, none or message", "there are no callbacks %q", w[1])
			}
		}
	default:
		p.declaration(w)
	}
}

func (p *parser) declaration(w []string) {
	switch w[0] {
	case "mutex":
		p.mutex(w)
	case "cond":
		if p.count(w, 1, "cond C") && p.declare('C', w[1]) {
			p.sc.Conds = append(p.sc.Conds, w[1])
		}
	case "var":
		if !p.count(w, 2, "var v 0") {
			return
		}
		n, err := strconv.ParseInt(w[2], 10, 64)
		if err != nil {
			p.fail("write var "+w[1]+" 0", "%q is no whole number", w[2])
		} else if p.declare('V', w[1]) {
			p.sc.Vars = append(p.sc.Vars, Var{w[1], n})
		}
	case "mailbox":
		if p.count(w, 1, "mailbox A") {
			p.refs = append(p.refs, ref{p.line, 'P', w[1]})
			p.sc.Mailboxes = append(p.sc.Mailboxes, w[1])
		}
	case "proc":
		p.begin(w)
	default:
		hint := "outside a proc there are " + strings.Join(heads, " ")
		if slices.ContainsFunc(words, func(x word) bool { return x.name == w[0] }) {
			hint = "operations stand between proc A and end"
		} else if near := program.Nearest(w[0], heads); near != "" {
			hint = "did you mean " + near + "?"
		}
		p.fail(hint, "%q begins no line of a scenario", w[0])
	}
}

func (p *parser) mutex(w []string) {
	if len(w) < 2 {
		p.fail("write mutex M plain", "the mutex has no name")
		return
	}
	m := Mutex{Name: w[1]}
	for _, kind := range w[2:] {
		switch kind {
		case "plain":
		case "recursive":
			m.Recursive = true
		case "timed":
			m.Timed = true
		default:
			p.fail("a mutex is plain, recursive or timed", "there is no mutex of the kind %q", kind)
		}
	}
	if p.declare('M', w[1]) {
		p.sc.Mutexes = append(p.sc.Mutexes, m)
	}
}

func (p *parser) begin(w []string) {
	manual := len(w) == 3 && w[2] == "manual"
	if len(w) != 2 && !manual {
		p.fail("write proc A or proc A manual", "a proc has a name, and may be manual")
		w = append(w, "?")
	}
	p.declare('P', w[1])
	p.sc.Procs = append(p.sc.Procs, Proc{Name: w[1], Manual: manual})
	p.proc = &p.sc.Procs[len(p.sc.Procs)-1]
	p.begun = []int{p.line}
}

// declare notes a new name; objects share theirs, processes have their own.
func (p *parser) declare(kind byte, text string) bool {
	for _, other := range []byte("MCVP") {
		if line := p.lines[name{other, text}]; line > 0 && (other == 'P') == (kind == 'P') {
			p.fail("choose another name", "%s is declared already, on line %d", text, line)
			return false
		}
	}
	p.names = append(p.names, name{kind, text})
	p.lines[name{kind, text}] = p.line
	return true
}

func (p *parser) count(w []string, n int, form string) bool {
	if len(w) != n+1 {
		p.fail("write "+form, "%s takes %d, this has %d", w[0], n, len(w)-1)
	}
	return len(w) == n+1
}

func (p *parser) number(w []string, low, high int64) int64 {
	if !p.count(w, 1, w[0]+" "+strconv.FormatInt(low, 10)) {
		return low
	}
	n, err := strconv.ParseInt(w[1], 10, 64)
	if err != nil || n < low || n > high {
		p.fail("", "%s is a whole number from %d to %d, not %q", w[0], low, high, w[1])
		return low
	}
	return n
}

func (p *parser) clock(w []string) {
	if !p.count(w, 2, "clock 1 4") {
		return
	}
	num, err1 := strconv.ParseInt(w[1], 10, 64)
	den, err2 := strconv.ParseInt(w[2], 10, 64)
	if err1 != nil || err2 != nil || num < 1 || den < 1 || num > 1_000_000 || den > 1_000_000 {
		p.fail("clock 1 4 is one ms in four passes", "%s/%s is no clock", w[1], w[2])
		return
	}
	p.sc.ClockNum, p.sc.ClockDen = num, den
}
