package promela

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/program"
)

// head writes the comment at the top: what the scene is about, and how to ask Spin.
func (w *writer) head() {
	var text []string
	text = append(text, export.Wrapped(w.p.Moral)...)
	name := w.p.Title()
	steps := w.bootSteps()
	only, ask := "", ""
	if len(w.p.Futures) > 0 {
		only = "-DNOCLAIM "
		ask = "The laws about what comes are asked one by one, of all runs in which nobody who can go on is left out " +
			"for ever:"
	}
	text = append(text, "",
		fmt.Sprintf("A model of the scene %s, at grain %s.", name, w.grain),
		"Numbers in comments are lines of the scene.", "",
		"    spin -a -o3 "+name+".pml && cc -O2 -DBFS -DNOREDUCE "+only+"-o pan pan.c && ./pan",
		"    spin -t -p "+name+".pml", "")
	if ask != "" {
		text = append(append(text, export.Wrapped(ask)...), "")
		for _, f := range w.formulas() {
			text = append(text, "    cc -O2 -DNOREDUCE -DNFAIR=3 -o pan pan.c && ./pan -a -f -N "+f.name)
		}
		text = append(text, "")
	}
	text = append(text, export.Wrapped(reading)...)
	if w.grain == program.GrainPass {
		text = append(text, export.Wrapped("Whoever is on the CPU keeps it until it yields, waits or ends. To be put "+
			"on it is a step of its own.")...)
	}
	text = append(text, export.Wrapped(fmt.Sprintf("Starting the processes is %s that Quartet does not count: there "+
		"are as many more states, and what goes wrong is as many deeper.", program.Plural(int64(steps), "step")))...)
	w.b.WriteString("/*\n")
	for _, line := range text {
		w.b.WriteString(strings.TrimRight(" * "+commented(line), " ") + "\n")
	}
	w.b.WriteString(" */\n\n")
}

// reading says how a model is to be read.
const reading = "The first finds a shortest way to what goes wrong, the second tells it. Each statement, and each " +
	"d_step, is one op of the scene; -o3 keeps Spin from putting several together. Whoever is able to go on may do " +
	"so next: READY has no order here. A process that has ended stays where it is, and a variable that nobody reads " +
	"any more is set to 0."

// declare writes the objects and variables of the scene.
func (w *writer) declare() {
	for _, class := range []program.Class{program.MutexClass, program.CondClass, program.WaitqClass,
		program.SemaphoreClass, program.BarrierClass, program.RWLockClass, program.ChanClass} {
		w.declareClass(class)
	}
	for i := range w.p.Objects {
		o := &w.p.Objects[i]
		a, k, inArray := w.p.ArrayOf(i)
		if inArray && k > 0 || o.Class != program.VarClass && o.Class != program.QueueClass {
			continue
		}
		typ, comment := "byte", ""
		if o.Class == program.VarClass {
			typ = typeOf(w.p.Vars[o.Index].Type)
		} else {
			comment = fmt.Sprintf("/* how many items lie in it: at most %d */", w.p.Queues[o.Index].Capacity)
		}
		name, values := w.objects[i], w.starts(i)
		if inArray {
			name, values = w.arrays[a]+"["+itoa(w.p.Arrays[a].Count)+"]", w.startsOf(&w.p.Arrays[a])
		}
		w.line(strings.TrimRight(typ+" "+name+values+"; "+comment, " "))
	}
	w.line("")
}

func (w *writer) line(text string) { w.b.WriteString(text + "\n") }

// declareClass gives the objects of a class their numbers.
func (w *writer) declareClass(class program.Class) {
	for i := range w.p.Objects {
		o := &w.p.Objects[i]
		if o.Class != class {
			continue
		}
		if a, k, ok := w.p.ArrayOf(i); !ok {
			w.line(fmt.Sprintf("#define %s %d /* %s */", w.objects[i], w.numberIn(o), class.Row().Title))
		} else if k == 0 {
			var all []string
			for j := range w.p.Arrays[a].Count {
				all = append(all, itoa(w.numberIn(&w.p.Objects[i+j])))
			}
			w.line(fmt.Sprintf("byte %s[%d] = { %s }; /* %s */", w.arrays[a], len(all), strings.Join(all, ", "),
				class.Row().Plural))
		}
	}
}

// numberIn counts an object among those of its class.
func (w *writer) numberIn(o *program.Object) (n int) {
	for i := range w.p.Objects {
		if one := &w.p.Objects[i]; one.Class == o.Class {
			if one == o {
				return n
			}
			n++
		}
	}
	return -1
}

// starts is what a variable or queue begins with, "" for nothing.
func (w *writer) starts(object int) string {
	if v := w.startOf(object); v != "0" {
		return " = " + v
	}
	return ""
}

func (w *writer) startsOf(a *program.Array) string {
	var all []string
	for i := range a.Count {
		all = append(all, w.startOf(a.First+i))
	}
	if !slices.ContainsFunc(all, func(v string) bool { return v != "0" }) {
		return ""
	}
	return " = { " + strings.Join(all, ", ") + " }"
}

func (w *writer) startOf(object int) string {
	for i := range w.now.Vars {
		if v := &w.now.Vars[i]; v.Object == object {
			return w.value(v.Type, v.Value)
		}
	}
	for i := range w.now.Queues {
		if q := &w.now.Queues[i]; q.Object == object {
			return itoa(len(q.Items))
		}
	}
	return "0"
}

// value is a value as the model has it: a coroutine is its process.
func (w *writer) value(t program.Type, v int64) string {
	if t == program.Coroutine {
		for k, slot := range w.spawned() {
			if w.now.Coroutines[slot].Handle == v {
				return itoa(k + 1)
			}
		}
		return "0"
	}
	return strconv.FormatInt(v, 10)
}

// spawned lists the slots of the coroutines, in the order in which they are started.
func (w *writer) spawned() (slots []int) {
	for i := range w.now.Coroutines {
		if w.now.Coroutines[i].Live {
			slots = append(slots, i)
		}
	}
	return slots
}

// init starts the processes.
func (w *writer) init() {
	w.line("init\n{\n\tatomic {")
	if all := w.filled(); len(all) > 0 {
		w.line("\t\td_step { " + strings.Join(all, "; ") + " };")
	}
	slots := w.spawned()
	for k, slot := range slots {
		c := &w.now.Coroutines[slot]
		f := &w.p.Funcs[c.Func]
		var args []string
		for _, a := range f.Args {
			args = append(args, w.value(f.Locals[a].Type, c.Locals[a]))
		}
		end := ";"
		if k == len(slots)-1 && !w.oversees() && !w.clocked() {
			end = ""
		}
		w.line(fmt.Sprintf("\t\trun %s(%s)%s /* %d: %s */", w.roleNames[w.roleIn(slot)],
			strings.Join(args, ", "), end, k+1, c.Name))
	}
	if w.oversees() {
		w.line("\t\trun " + w.over + "()")
	}
	if w.clocked() {
		w.line("\t\trun " + w.time + "()")
	}
	w.line("\t}\n}")
}

// bootSteps counts the steps of init.
func (w *writer) bootSteps() int {
	n := len(w.spawned())
	if len(w.filled()) > 0 {
		n++
	}
	if w.oversees() {
		n++
	}
	if w.clocked() {
		n++
	}
	return n
}
