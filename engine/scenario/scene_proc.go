package scenario

import (
	"strconv"
	"strings"
)

// proc writes the function of a process.
func (w *writer) proc(p *Proc) {
	w.locals, w.kept, w.last, w.depth = map[string]int{}, map[*Op]bool{}, "", 0
	w.number = returnsNumber(p.Body)
	asked := asksLast(p.Body)
	result := ""
	if w.number {
		result = " int"
	}
	w.line("func %s()%s {", w.names.funcs[p.Name], result)
	w.indent++
	if asked {
		w.last = w.local("last")
		w.line("%s := ok", w.last)
		w.keep(p.Body, false)
	}
	w.body(p.Body)
	if n := len(p.Body); w.number && (n == 0 || p.Body[n-1].Verb != "returnvalue" && p.Body[n-1].Verb != "exit") {
		w.line("return 0")
	}
	w.indent--
	w.line("}")
	w.line("")
}

func returnsNumber(body []*Op) bool {
	for _, op := range body {
		if op.Verb == "returnvalue" || returnsNumber(op.Body) {
			return true
		}
	}
	return false
}

func asksLast(body []*Op) bool {
	for _, op := range body {
		if op.asksLast() || asksLast(op.Body) {
			return true
		}
	}
	return false
}

// keep notes the operations whose result a later question asks for; asked says whether one does behind the body. It
// gives whether a result from before the body is asked for.
func (w *writer) keep(body []*Op, asked bool) bool {
	for i := len(body) - 1; i >= 0; i-- {
		op := body[i]
		switch {
		case op.givesResult():
			w.kept[op] = w.kept[op] || asked
			asked = false
		case op.Verb == "exit" || op.Verb == "returnvalue":
			asked = false
		case op.Verb == "if":
			asked = w.keep(op.Body, asked) || asked || op.asksLast()
		case op.Body != nil || closes(op.Verb) != "":
			again := w.keep(op.Body, asked || op.asksLast()) || asked || op.asksLast()
			w.keep(op.Body, again)
			asked = again
		}
	}
	return asked
}

// local returns a name for a local that hides no object.
func (w *writer) local(name string) string {
	for {
		w.locals[name]++
		try := name
		if n := w.locals[name]; n > 1 {
			try += strconv.Itoa(n)
		}
		if !w.names.taken[try] {
			return try
		}
	}
}

func (w *writer) body(body []*Op) {
	for _, op := range body {
		w.op(op)
	}
}

// op writes an operation; its line is noted as the operation's.
func (w *writer) op(op *Op) {
	switch op.Verb {
	case "loop":
		w.loop(op)
		return
	case "while", "if":
		w.question(op)
		return
	}
	call := w.call(op)
	if w.kept[op] && op.Verb != "lock" {
		call = w.last + " = " + call
	}
	w.line("%s", call)
	w.ops[len(w.lines)] = op
	if w.kept[op] && op.Verb == "lock" {
		w.line("%s = ok", w.last)
	}
}

func (w *writer) loop(op *Op) {
	times := w.value(op.Args[0])
	if _, err := strconv.ParseInt(op.Args[0], 10, 64); err != nil {
		times = w.local("times")
		w.line("%s := %s", times, w.value(op.Args[0]))
	}
	i := w.local(string(rune('i' + w.depth%10)))
	w.line("for %s := 0; %s < %s; %s++ {", i, i, times, i)
	w.depth++
	w.inside(op)
	w.depth--
}

func (w *writer) question(op *Op) {
	left, right := w.value(op.Args[0]), w.value(op.Args[2])
	_, err1 := strconv.ParseInt(op.Args[0], 10, 64)
	_, err2 := strconv.ParseInt(op.Args[2], 10, 64)
	if err1 == nil && err2 == nil { // a test between two numbers would be decided before the run
		number := w.local("number")
		w.line("%s := %s", number, left)
		left = number
	}
	if op.asksLast() {
		left, right = w.last, op.Args[2]
	}
	word := "if"
	if op.Verb == "while" {
		word = "for"
	}
	w.line("%s %s %s %s {", word, left, op.Args[1], right)
	w.ops[len(w.lines)] = op
	w.inside(op)
}

func (w *writer) inside(op *Op) {
	w.indent++
	w.body(op.Body)
	w.indent--
	w.line("}")
}

func (w *writer) value(a string) string {
	if n, err := strconv.ParseInt(a, 10, 64); err == nil {
		return strconv.FormatInt(n, 10)
	}
	return w.names.objects[a]
}

// deadline returns +4 as a duration and @4 as an instant.
func (w *writer) deadline(a string) string {
	if a[0] == '@' {
		return "at(" + a[1:] + ")"
	}
	return a[1:]
}

// call returns the statement of an operation.
func (w *writer) call(op *Op) string {
	a := append([]string{}, op.Args...)
	for i := range a {
		if name, ok := w.names.objects[a[i]]; ok {
			a[i] = name
		}
	}
	switch op.Verb {
	case "work":
		return "compute(" + w.value(op.Args[0]) + ")"
	case "timedlock":
		return "lockWithin(" + a[0] + ", " + w.deadline(a[1]) + ")"
	case "timedwait":
		return "waitWithin(" + a[0] + ", " + a[1] + ", " + w.deadline(a[2]) + ")"
	case "set":
		return a[0] + " = " + w.value(op.Args[1])
	case "add":
		return w.add(a[0], op.Args[1])
	case "kill":
		return "kill(" + strconv.Quote(w.names.cors[op.Args[0]]) + ")"
	case "send":
		return "send(" + strconv.Quote(w.names.cors[op.Args[0]]) + ", " + a[1] + ")"
	case "spawn":
		return "spawn(" + w.names.funcs[op.Args[0]] + ", " + strconv.Quote(w.names.cors[op.Args[0]]) + ")"
	case "returnvalue":
		return "return " + a[0]
	case "recv":
		if len(a) == 0 {
			return "receive()"
		}
		return "receiveWithin(" + w.deadline(a[0]) + ")"
	}
	return op.Verb + "(" + strings.Join(a, ", ") + ")" // yield, lock, trylock, unlock, wait, signal, broadcast, exit
}

func (w *writer) add(name, by string) string {
	n, err := strconv.ParseInt(by, 10, 64)
	switch {
	case err == nil && n == 1:
		return name + "++"
	case err == nil && n == -1:
		return name + "--"
	case err == nil && n < 0:
		return name + " -= " + strings.TrimPrefix(strconv.FormatInt(n, 10), "-")
	}
	return name + " += " + w.value(by)
}
