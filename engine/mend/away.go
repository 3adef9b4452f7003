package mend

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// takesAway says what a text takes away of a scene that no change of the catalogue would: what main does, an assertion,
// a setting, something that a function is there for. "" where that is nothing.
func (m *mending) takesAway(now *scene) (string, error) {
	if what := m.settingsLess(now); what != "" {
		return what, nil
	}
	if text := less(m.scene.ofMain(), now.ofMain()); text != "" {
		return fmt.Sprintf("main has no more %q", text), nil
	}
	if text := less(m.scene.assertions(), now.assertions()); text != "" {
		return fmt.Sprintf("%s is asked no more", text), nil
	}
	for i := range m.prog.Funcs {
		f := &m.prog.Funcs[i]
		if f.Name == "main" || f.Entry < 0 {
			continue
		}
		at := slices.IndexFunc(now.prog.Funcs, func(g program.Func) bool { return g.Name == f.Name })
		if at < 0 && f.Spawnable {
			return fmt.Sprintf("there is no function %s any more", f.Name), nil
		}
		if at < 0 {
			continue
		}
		asked := m.scene.askedAbout()
		if what := less(deeds(m.prog, f.Entry, asked), deeds(now.prog, now.prog.Funcs[at].Entry, asked)); what != "" {
			return fmt.Sprintf("%s no longer %s", f.Name, what), nil
		}
	}
	return m.worksLess(now)
}

// less returns the first text of some that stands not so often among others; "" where each does.
func less(was, now []string) string {
	for _, text := range now {
		if i := slices.Index(was, text); i >= 0 {
			was = slices.Delete(was, i, i+1)
		}
	}
	if len(was) > 0 {
		return was[0]
	}
	return ""
}

// settingsLess says which setting of the machine is another one: to let a scene run on another machine mends nothing.
// Rules may be changed where the scene names its rules itself.
func (m *mending) settingsLess(now *scene) string {
	was, is := m.prog.Settings, now.prog.Settings
	for _, rule := range program.AllRules() {
		if was.Rules[rule] != is.Rules[rule] && !m.sets("rules") && !m.sets(rule.String()) {
			return fmt.Sprintf("the rule %s is another one", rule)
		}
	}
	for _, s := range []struct {
		name  string
		other bool
	}{
		{"policy", was.Policy != is.Policy}, {"quantum", was.Quantum != is.Quantum},
		{"grain", was.Grain != is.Grain || was.GrainNamed != is.GrainNamed}, {"slots", is.Slots < was.Slots},
		{"fuel", was.Fuel != is.Fuel}, {"clock", was.ClockNum != is.ClockNum || was.ClockDen != is.ClockDen},
	} {
		if s.other {
			return s.name + " is another one"
		}
	}
	return ""
}

// sets reports whether a scene has a const of a name.
func (s *scene) sets(name string) (found bool) {
	for _, d := range s.tree.Decls {
		ast.Inspect(d, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			found = found || ok && slices.ContainsFunc(v.Names, func(id *ast.Ident) bool { return id.Name == name })
			_, inside := n.(*ast.FuncDecl)
			return !inside
		})
	}
	return found
}

// ofMain lists the statements of main and of the script, each in one line.
func (s *scene) ofMain() (all []string) {
	for _, d := range s.tree.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || fn.Name.Name != "main" && fn.Name.Name != "script" {
			continue
		}
		for _, st := range fn.Body.List {
			all = append(all, strings.Join(strings.Fields(s.text(st)), " "))
		}
	}
	return all
}

// assertions lists the assertions of the functions.
func (s *scene) assertions() (all []string) {
	for _, f := range s.funcs {
		for _, c := range f.calls {
			if c.name == "assert" {
				all = append(all, strings.Join(strings.Fields(s.text(c.expr)), " "))
			}
		}
	}
	return all
}

// deeds lists what is done from an op on that others are there for, each once: what is put, taken, sent, received,
// spawned, and changed of what is asked about.
func deeds(p *program.Program, entry int32, asked map[string]bool) (all []string) {
	seen := make([]bool, len(p.Ops))
	for todo := []int32{entry}; len(todo) > 0; {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc < 0 || seen[pc] {
			continue
		}
		seen[pc] = true
		for _, d := range deed(p, &p.Ops[pc]) {
			if text := d.verb + d.object; (!d.value || asked[d.object]) && !slices.Contains(all, text) {
				all = append(all, text)
			}
		}
		next, other := p.Successors(pc)
		todo = append(todo, next, other)
	}
	slices.Sort(all)
	return all
}

// done is something that an op does to an object that others are there for.
type done struct {
	verb, object string
	value        bool // it changes a value
}

// deed says what an op does that others are there for.
func deed(p *program.Program, op *program.Op) []done {
	to := func(verb string, object int) []done {
		return []done{{verb, nameOf(p, object), false}}
	}
	switch op.Kind {
	case program.Store, program.Cas, program.AtomicAdd:
		return []done{{"changes ", nameOf(p, p.Vars[op.A].Object), true}}
	case program.Count:
		return []done{{"counts ", nameOf(p, p.Counters[op.A]), true}}
	case program.Put, program.PutAt:
		return to("puts into ", p.Queues[op.A].Object)
	case program.Take, program.Remove:
		return to("takes from ", p.Queues[op.A].Object)
	case program.ChanSend:
		return to("sends into ", p.Object(op))
	case program.ChanReceive:
		return to("receives from ", p.Object(op))
	case program.Select, program.SelectWithin:
		var all []done
		for _, c := range p.Selected(op).Cases {
			verb := "receives from "
			if c.Send {
				verb = "sends into "
			}
			if c.Chan >= 0 {
				all = append(all, to(verb, p.Syncs[c.Chan].Object)...)
			}
		}
		return all
	case program.Spawn:
		return []done{{"spawns ", p.Funcs[op.A].Name, false}}
	}
	if does, is := others[op.Kind]; is {
		return []done{{does, "", false}}
	}
	return nil
}

// others is what else is done.
var others = map[program.Kind]string{program.Send: "sends messages", program.Answer: "answers",
	program.Await: "awaits an answer", program.Alloc: "takes memory", program.Compute: "computes"}

// nameOf is the name of an object, or of the array that it is an element of.
func nameOf(p *program.Program, object int) string {
	name, _, _ := strings.Cut(p.Objects[object].Name, "[")
	return name
}

// askedAbout lists what laws and assertions look at.
func (s *scene) askedAbout() map[string]bool {
	names := map[string]bool{}
	note := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names[id.Name] = true
		}
		return true
	}
	for _, f := range s.funcs {
		for _, c := range f.calls {
			if c.name == "assert" {
				ast.Inspect(c.expr, note)
			}
		}
	}
	if s.main != nil {
		for _, st := range s.main.Body.List {
			if law(st) {
				ast.Inspect(st, note)
			}
		}
	}
	return names
}
