package scenario

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quartet-os/quartet/engine/program"
)

// Limits of a scenario.
const (
	maxSlots = 1000
	maxSteps = 1_000_000
	maxDepth = 20 // of loops, whiles and ifs in each other
	maxBytes = 1 << 20
)

// parser reads a scenario line by line.
type parser struct {
	sc    *Scenario
	errs  program.Errors
	line  int
	proc  *Proc  // that is open
	open  []*Op  // blocks of it that are open
	refs  []ref  // names to look up at the end
	begun []int  // lines where open blocks began
	names []name // declared, in order
	lines map[name]int
}

// ref is a use of a name that may be declared further down.
type ref struct {
	line int
	kind byte
	name string
}

// name is a declared name. Mutexes, conditions and variables share a space of names, processes have their own.
type name struct {
	kind byte
	name string
}

// Parse reads a scenario. The file is named in errors only. The error, program.Errors, names line, mistake and what
// would work.
func Parse(file, text string) (*Scenario, error) {
	p := &parser{sc: &Scenario{File: file, Steps: 200, Slots: 7, ClockNum: 1, ClockDen: 1, Callbacks: "real"},
		lines: map[name]int{}}
	if len(text) > maxBytes {
		p.line = 1
		p.fail("", "a scenario has at most %d bytes, this has %d", maxBytes, len(text))
		text = ""
	}
	for i, line := range strings.Split(text, "\n") {
		p.line = i + 1
		if comment := strings.IndexByte(line, '#'); comment >= 0 && strings.TrimSpace(line[:comment]) == "" {
			continue
		}
		if !readable(line) {
			p.fail("save it as UTF-8 text", "there are characters here that are no text")
			continue
		}
		if words := strings.Fields(line); len(words) > 0 && len(p.errs) < program.MaxErrors {
			p.read(words)
		}
	}
	p.finish()
	if len(p.errs) > 0 {
		return nil, p.errs
	}
	return p.sc, nil
}

// readable reports whether a line is text.
func readable(line string) bool {
	return utf8.ValidString(line) && !strings.ContainsFunc(line, func(r rune) bool {
		return unicode.IsControl(r) && r != '\t' && r != '\r' || r == '\ufeff'
	})
}

func (p *parser) fail(hint, format string, args ...any) {
	p.failAt(p.line, hint, format, args...)
}

func (p *parser) failAt(line int, hint, format string, args ...any) {
	if len(p.errs) < program.MaxErrors {
		p.errs = append(p.errs, &program.ParseError{File: p.sc.File, Line: line, Column: 1, Hint: hint,
			Message: fmt.Sprintf(format, args...)})
	}
}

// finish looks up the names and tells of what was left open.
func (p *parser) finish() {
	if p.proc != nil {
		p.fail("write end below its last operation", "proc %s, begun on line %d, has no end", p.proc.Name, p.begun[0])
	}
	for _, r := range p.refs {
		if p.lines[name{r.kind, r.name}] == 0 && len(p.errs) < program.MaxErrors {
			p.unknown(r)
		}
	}
}

func (p *parser) unknown(r ref) {
	var known []string
	for _, n := range p.names {
		if n.kind == r.kind {
			known = append(known, n.name)
		}
	}
	what := map[byte]string{'M': "mutex", 'C': "condition", 'V': "variable", 'P': "proc"}[r.kind]
	hint := "there are " + strings.Join(known, " ")
	if near := program.Nearest(r.name, known); near != "" {
		hint = "did you mean " + near + "?"
	} else if len(known) == 0 {
		hint = "none is declared"
	}
	p.failAt(r.line, hint, "there is no %s %s", what, r.name)
}
