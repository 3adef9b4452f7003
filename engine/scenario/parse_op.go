package scenario

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// operation reads a line of a process.
func (p *parser) operation(w []string) {
	switch w[0] {
	case "end", "endloop", "endwhile", "endif":
		p.close(w[0])
		return
	}
	all := words
	i := slices.IndexFunc(all, func(x word) bool { return x.name == w[0] })
	if i < 0 {
		p.noSuch(w[0])
		return
	}
	op := &Op{Line: p.line, Verb: w[0], Args: w[1:]}
	if !p.arguments(all[i], op) {
		return
	}
	if len(p.open) > 0 {
		block := p.open[len(p.open)-1]
		block.Body = append(block.Body, op)
	} else {
		p.proc.Body = append(p.proc.Body, op)
	}
	if closes(op.Verb) != "" {
		p.open, p.begun = append(p.open, op), append(p.begun, p.line)
		if len(p.open) == maxDepth+1 {
			p.fail("write it flatter", "more than %d blocks in each other", maxDepth)
		}
	}
}

func (p *parser) noSuch(verb string) {
	var known []string
	for _, x := range words {
		known = append(known, x.name)
	}
	hint := "operations are " + strings.Join(known, " ")
	if near := program.Nearest(verb, known); near != "" {
		hint = "did you mean " + near + "?"
	} else if slices.Contains(heads, verb) {
		hint = "proc " + p.proc.Name + ", begun on line " + strconv.Itoa(p.begun[0]) + ", has no end yet"
	}
	p.fail(hint, "there is no operation %q", verb)
}

// close ends the innermost block or the process.
func (p *parser) close(word string) {
	wanted := "end"
	if n := len(p.open); n > 0 {
		wanted = closes(p.open[n-1].Verb)
	}
	if word != wanted {
		p.fail("write "+wanted, "%s does not end what line %d began", word, p.begun[len(p.begun)-1])
	}
	if n := len(p.open); n > 0 && word != "end" {
		p.open, p.begun = p.open[:n-1], p.begun[:n]
		return
	}
	p.proc, p.open, p.begun = nil, nil, nil
}

// arguments checks what follows an operation's name.
func (p *parser) arguments(x word, op *Op) bool {
	if x.args == "Q" {
		return p.question(x, op)
	}
	low, high := len(x.args), len(x.args)
	if x.args == "d" {
		low = 0
	}
	if len(op.Args) < low || len(op.Args) > high {
		p.fail("write "+x.form, "%s takes %d, this has %d", x.name, high, len(op.Args))
		return false
	}
	for i, a := range op.Args {
		if !p.argument(x, x.args[i], a) {
			return false
		}
	}
	return true
}

func (p *parser) argument(x word, kind byte, a string) bool {
	_, err := strconv.ParseInt(a, 10, 64)
	switch kind {
	case 'M', 'C', 'V', 'P':
		p.refs = append(p.refs, ref{p.line, kind, a})
	case 'N':
		if err != nil {
			p.refs = append(p.refs, ref{p.line, 'V', a})
		}
	case 'I':
		if err != nil {
			p.fail("write "+x.form, "%q is no whole number", a)
			return false
		}
	case 'D', 'd':
		n, err := strconv.ParseInt(a[1:], 10, 64)
		if err != nil || n < 0 || a[0] != '+' && a[0] != '@' || a[1] == '+' {
			p.fail("write +4 for 4 ms from now, @4 for the instant 4", "%q is no deadline", a)
			return false
		}
	}
	return true
}

// question reads `a OP b`, or `last == ok`.
func (p *parser) question(x word, op *Op) bool {
	if len(op.Args) != 3 || !slices.Contains(relations, op.Args[1]) {
		p.fail("write "+x.form, "a question is a value, one of %s, and a value", strings.Join(relations, " "))
		return false
	}
	if op.Args[0] == "last" {
		if !slices.Contains(outcomes, op.Args[2]) || op.Args[1] != "==" && op.Args[1] != "!=" {
			p.fail("write "+op.Verb+" last == ok", "last is one of %s", strings.Join(outcomes, " "))
			return false
		}
		return true
	}
	return p.argument(x, 'N', op.Args[0]) && p.argument(x, 'N', op.Args[2])
}
