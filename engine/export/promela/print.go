package promela

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// printer writes the statements of one process.
type printer struct {
	w      *writer
	f      *flow
	wanted map[int32]bool
	named  map[int32]string // labels
	lines  []textLine
	stops  bool // a goto leads to the end
	behind bool // a loop was written last, or a label
	spins  bool // a label before the loop says already that its first statement, a spin, may wait for ever
	jumped bool // a goto leads to the first of the parts that are written next
}

// textLine is a line of the model with the line of the scene that it stands for.
type textLine struct {
	text string
	from uint16
}

// process writes the proctype of a role.
func (w *writer) process(r role) string {
	f := &w.p.Funcs[r.fn]
	w.fn, w.isDaemon = r.fn, r.daemon
	w.own = w.locals(f)
	flow := w.flowOf(f.Entry)
	if w.grain == program.GrainPass {
		w.refuseEndless(flow)
	}
	parts, wanted := shape(flow, f.Entry)
	if len(w.reasons) > 0 {
		return ""
	}
	p := &printer{w: w, f: flow, wanted: wanted, named: map[int32]string{}}
	p.seq(parts, 1, true)
	var b strings.Builder
	var params []string
	for _, a := range f.Args {
		params = append(params, typeOf(f.Locals[a].Type)+" "+w.own[a])
	}
	fmt.Fprintf(&b, "proctype %s(%s)", w.roleNames[r], strings.Join(params, "; "))
	if w.grain == program.GrainPass {
		b.WriteString(" provided (cpu == 0 || cpu == _pid)")
	}
	b.WriteString("\n{\n")
	w.declareLocals(&b, f, flow)
	if w.grain == program.GrainPass {
		b.WriteString("\td_step { cpu = _pid };\n")
	}
	p.write(&b)
	if p.falls(parts) || p.stops {
		fmt.Fprintf(&b, "%s:\n\tfalse\n", stopLabel)
	}
	b.WriteString("}\n\n")
	return b.String()
}

// stopLabel is where a process stands that has ended. It does not end for Spin, which would count that as one more
// step, and let the processes end in one order alone.
const stopLabel = "end"

// falls reports whether the end of the text is come to.
func (p *printer) falls(parts []part) bool {
	if len(parts) == 0 {
		return true
	}
	last := parts[len(parts)-1]
	switch last.kind {
	case aGoto, aStop, aBreak:
		return false
	case aLoop:
		return breaks(last.yes)
	case anIf:
		return p.falls(last.yes) || p.falls(last.no)
	case aMany:
		return len(last.ways) > 0 && slices.ContainsFunc(last.ways, p.falls)
	}
	return true
}

// breaks reports whether a loop is left.
func breaks(parts []part) bool {
	return slices.ContainsFunc(parts, func(one part) bool {
		return one.kind == aBreak || one.kind == anIf && (breaks(one.yes) || breaks(one.no)) ||
			one.kind == aMany && slices.ContainsFunc(one.ways, breaks)
	})
}

// locals gives the locals of a function their names.
func (w *writer) locals(f *program.Func) []string {
	own := make([]string, w.p.Locals)
	used := map[string]int{}
	for i, l := range f.Locals {
		name, index, isElement := strings.Cut(l.Name, "[")
		if l.Hidden {
			name = "round"
			if !l.CountsRounds() {
				name = "seen"
			}
			isElement = false
		}
		if isElement && index != "0]" {
			own[i] = own[i-1][:strings.Index(own[i-1], "[")] + "[" + index
			continue
		}
		given := w.names.likeLocal(name)
		if used[given]++; used[given] > 1 {
			given += "_" + itoa(used[given])
		}
		if own[i] = given; isElement {
			own[i] += "[0]"
		}
	}
	return own
}

// likeLocal returns a name for a local, which may have that of another process's local but of nothing else.
func (n *names) likeLocal(wanted string) string {
	name := n.give(wanted)
	delete(n.taken, name)
	return name
}

// declareLocals writes the variables of a process but for its parameters, as many as are used.
func (w *writer) declareLocals(b *strings.Builder, f *program.Func, flow *flow) {
	for i, l := range f.Locals {
		if slices.Contains(f.Args, int16(i)) {
			continue
		}
		name, index, isElement := strings.Cut(w.own[i], "[")
		if !isElement {
			fmt.Fprintf(b, "\t%s %s;\n", typeOf(l.Type), name)
			continue
		}
		if index != "0]" {
			continue
		}
		n := 1
		for i+n < len(f.Locals) && strings.HasPrefix(w.own[i+n], name+"[") && !strings.HasSuffix(w.own[i+n], "[0]") {
			n++
		}
		fmt.Fprintf(b, "\t%s %s[%d];\n", typeOf(l.Type), name, n)
	}
	if slices.ContainsFunc(flow.order, func(pc int32) bool {
		n := flow.nodes[pc]
		if n.op.Kind != program.Compute {
			return false
		}
		s := w.compute(n.op)
		return s.computes()
	}) {
		b.WriteString("\tint busy;\n")
	}
}

func (p *printer) put(depth int, text string, from uint16) {
	p.lines = append(p.lines, textLine{strings.Repeat("\t", depth) + text, from})
}

// seq writes parts, each but the last with a semicolon where Promela asks for one.
func (p *printer) seq(parts []part, depth int, last bool) {
	loops := p.jumped
	p.jumped = false
	for i := range parts {
		p.behind = loops || parts[i].kind <= aLoop && p.wanted[parts[i].at]
		begins := len(p.lines)
		p.part(&parts[i], depth, i == len(parts)-1 && last)
		loops = slices.ContainsFunc(p.lines[begins:], func(l textLine) bool {
			return strings.Trim(l.text, "\t;") == "od"
		})
	}
}

// label begins a part that a goto leads to.
func (p *printer) label(pc int32, depth int) {
	if p.wanted[pc] { // once: a loop and the first statement in it are at one place
		p.put(depth-1, p.labelOf(pc)+":", 0)
		p.wanted[pc] = false
	}
}

func (p *printer) labelOf(pc int32) string {
	if p.named[pc] == "" {
		p.w.labels++
		p.named[pc] = fmt.Sprintf("line%d_%d", p.w.p.Ops[pc].Line, p.w.labels)
	}
	return p.named[pc]
}

func (p *printer) part(one *part, depth int, last bool) {
	semicolon := ";"
	if last {
		semicolon = ""
	}
	if one.kind <= aLoop {
		p.label(one.at, depth)
	}
	n := p.f.nodes[one.at]
	switch one.kind {
	case aStatement:
		s := p.w.forgetting(n)
		if p.w.spinsForEver(n.op) && !p.spins {
			s.text = p.forEver() + s.text
		}
		p.spins = false
		p.statement(s, semicolon, depth, n.op.Line)
	case anIf:
		p.put(depth, "if", 0)
		p.options(n, one, depth, "")
		p.put(depth, "fi"+semicolon, 0)
	case aMany:
		p.many(n, one, depth, semicolon)
	case aWhile:
		p.put(depth, "do", 0)
		p.options(n, one, depth, "break")
		p.put(depth, "od"+semicolon, 0)
	case aLoop:
		p.spins = len(one.yes) > 0 && one.yes[0].kind == aStatement && p.w.spinsForEver(p.f.nodes[one.yes[0].at].op)
		if p.spins { // Spin lets no label stand at the first statement of an option
			p.put(depth-1, strings.TrimSpace(p.forEver()), 0)
		}
		p.put(depth, "do", 0)
		p.option("", one.yes, depth, 0)
		p.put(depth, "od"+semicolon, 0)
	case aBreak:
		p.put(depth, "break"+semicolon, 0)
	case aGoto:
		p.put(depth, "goto "+p.labelOf(one.at)+semicolon, 0)
	case aStop:
		p.stops = true
		p.put(depth, "goto "+stopLabel+semicolon, 0)
	}
}

// statement writes one: options of an if stand in lines of their own, and so do passes of computing.
func (p *printer) statement(s statement, semicolon string, depth int, line uint16) {
	text := s.text
	if p.w.ticksByOps() && !s.verb && len(s.ways) == 0 {
		s.whole = true
	}
	switch {
	case s.whole && p.behind: // Spin lets no jump, nor the end of a loop, lead to a d_step
		text = "{ d_step { " + text + " } }"
	case s.whole:
		text = "d_step { " + text + " }"
	case len(s.ways) > 0:
		text = "fi"
		p.put(depth, "if", line)
		for _, one := range s.ways {
			if one.busy {
				p.put(depth, ":: "+one.text+";", 0)
				p.passes(depth+1, "")
			} else {
				p.put(depth, ":: "+one.text, 0)
			}
		}
	}
	if s.busy {
		p.put(depth, text+";", line)
		p.passes(depth, semicolon)
		return
	}
	p.put(depth, text+semicolon, line)
}

// passes writes the passes of a piece of computing. An inline would do, but Spin would tell its beginning from coming
// round to it.
func (p *printer) passes(depth int, semicolon string) {
	on := ""
	if p.w.grain == program.GrainPass {
		on = "; cpu = _pid"
	}
	p.put(depth, "do", 0)
	p.put(depth, ":: d_step { busy > 1 -> busy--"+p.w.ticksByPass()+" }", 0)
	p.put(depth, ":: d_step { busy == 1 -> busy = 0"+on+" } -> break", 0)
	p.put(depth, "od"+semicolon, 0)
}

// options writes both ways of a test. Where leave is not "", it is what the way does that has no text.
func (p *printer) options(n *node, one *part, depth int, leave string) {
	test, may := p.w.expr(n.op.X), ""
	if not := p.w.unreadable(n.op.X); not != "" {
		p.put(depth, ":: d_step { "+not+" -> assert(false) }", 0)
		may = "!(" + not + ") && "
		test = "(" + test + ")"
	}
	yes, no := may+test, "else"
	if p.w.ticksByOps() {
		yes, no = "d_step { "+yes+" }", "d_step { "+may+"!("+test+") }"
	}
	if f := p.w.forgets(n, n.next); f != "" {
		yes = "d_step { " + may + test + " -> " + f + " }"
	}
	if f := p.w.forgets(n, n.other); f != "" {
		no = "d_step { " + may + "!(" + test + ") -> " + f + " }"
	}
	if leave == "" {
		p.option(yes, one.yes, depth, n.op.Line)
		p.option(no, one.no, depth, 0)
		return
	}
	away := []part{{kind: aBreak}}
	if one.no != nil { // as long as it is false
		p.option(yes, away, depth, n.op.Line)
		p.option(no, one.no, depth, 0)
		return
	}
	p.option(yes, one.yes, depth, n.op.Line)
	p.option(no, away, depth, 0)
}

// option writes one way of a test, or of a loop without one.
func (p *printer) option(test string, parts []part, depth int, line uint16) {
	if len(parts) == 0 {
		if test == "" {
			test = "skip"
		}
		p.put(depth, ":: "+test, line)
		return
	}
	if test != "" {
		test += " ->"
	}
	if len(parts) == 1 && parts[0].kind >= aBreak {
		from := len(p.lines)
		p.part(&parts[0], 0, true)
		p.lines[from].text, p.lines[from].from = strings.Repeat("\t", depth)+":: "+test+" "+p.lines[from].text, line
		return
	}
	from := len(p.lines)
	p.put(depth, strings.TrimSuffix(":: "+test, " "), line)
	p.seq(parts, depth+1, true)
	if test == "" && from+1 < len(p.lines) { // the first statement stands behind the two colons
		first := strings.TrimSpace(p.lines[from+1].text)
		if !strings.HasSuffix(first, ":") {
			p.lines[from].text += " " + first
			p.lines[from].from = p.lines[from+1].from
			p.lines = slices.Delete(p.lines, from+1, from+2)
		}
	}
}

// quoteAt is the column in which the scene is quoted.
const quoteAt = 56

// write writes the lines, each with what the scene says there.
func (p *printer) write(b *strings.Builder) {
	last := uint16(0)
	for _, line := range p.lines {
		b.WriteString(line.text)
		if line.from > 0 && line.from != last {
			last = line.from
			quoted := strings.ReplaceAll(strings.TrimSpace(p.w.p.LineText(int(last))), "*/", "* /")
			width := len([]rune(line.text)) + 3*strings.Count(line.text, "\t")
			fmt.Fprintf(b, "%s/* %d  %s */", strings.Repeat(" ", max(quoteAt-width, 1)), last, quoted)
		}
		b.WriteString("\n")
	}
}
