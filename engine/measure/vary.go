package measure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Setting gives one thing of a scene a number.
type Setting struct {
	Name string
	N    int64
}

// Vary returns the scene with other numbers for some things: a const of its own (seed, slots and quantum among them),
// capacity (of its only work queue or channel) or the name of a work queue or a channel, consumers or producers, or a
// function's name: how many coroutines of it main starts. Process slots are added as they are needed. The error says
// what could be varied.
func Vary(p *program.Program, settings ...Setting) (*program.Program, error) {
	consts := p.Consts()
	seed := p.Settings.Seed
	numbers, given := map[string]int64{}, []string(nil)
	for _, s := range settings {
		if slices.Contains(consts, s.Name) {
			numbers[s.Name], given = s.N, append(given, fmt.Sprintf("%s=%d", s.Name, s.N))
		} else if s.N < 0 {
			return nil, fmt.Errorf("%s=%d: numbers go from 0, but for those of a const", s.Name, s.N)
		}
	}
	if len(numbers) > 0 { // first, since they compile the text anew
		var err error
		if p, err = p.WithConsts(numbers); err != nil {
			if _, refused := err.(program.Errors); refused {
				err = fmt.Errorf("with %s the scene does not open: %w", strings.Join(given, ", "), err)
			}
			return nil, err
		}
		if _, varied := numbers["seed"]; !varied {
			p.Settings.Seed = seed
		}
	}
	for _, s := range settings {
		if slices.Contains(consts, s.Name) {
			continue
		}
		var err error
		if p, err = with(p, s); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// with changes one capacity or the number of coroutines of one function.
func with(p *program.Program, s Setting) (*program.Program, error) {
	for i, q := range p.Queues {
		if p.Objects[q.Object].Name == s.Name || s.Name == "capacity" && len(p.Queues) == 1 {
			if s.N < 1 || s.N > program.MaxCapacity {
				return nil, fmt.Errorf("%s=%d: a capacity is 1 to %d", s.Name, s.N, program.MaxCapacity)
			}
			out := *p
			out.Queues = slices.Clone(p.Queues)
			out.Queues[i].Capacity = int(s.N)
			return &out, nil
		}
	}
	if i := channelOf(p, s.Name); i >= 0 {
		if s.N > program.MaxCapacity {
			return nil, fmt.Errorf("%s=%d: the capacity of a channel is 0 to %d", s.Name, s.N, program.MaxCapacity)
		}
		out := *p
		out.Syncs = slices.Clone(p.Syncs)
		out.Syncs[i].State = slices.Clone(p.Syncs[i].State)
		out.Syncs[i].State[program.ChanCap] = s.N
		return &out, nil
	}
	fn, err := varied(p, s.Name)
	if err != nil {
		return nil, err
	}
	return staffed(p, fn, s.N)
}

// channelOf returns the channel whose capacity is meant by a name, or by capacity where the scene has one channel and
// no work queue; -1 for none.
func channelOf(p *program.Program, name string) int {
	found, n := -1, 0
	for i := range p.Syncs {
		if ch := &p.Syncs[i]; ch.Class != program.ChanClass || ch.State[program.ChanClosed] == program.ChanNil {
			continue
		} else if p.Objects[ch.Object].Name == name {
			return i
		}
		found = i
		n++
	}
	if name == "capacity" && n == 1 && len(p.Queues) == 0 {
		return found
	}
	return -1
}

// varied finds the function whose coroutines are meant.
func varied(p *program.Program, name string) (int, error) {
	role := map[string]program.Role{"consumers": program.Consumer, "producers": program.Producer}[name]
	var fits []string
	found := -1
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if !f.Spawnable {
			continue
		}
		if f.Name == name {
			return i, nil
		}
		if role != program.Neither && f.Role == role && len(started(p, i)) > 0 {
			fits, found = append(fits, f.Name), i
		}
	}
	switch {
	case len(fits) == 1:
		return found, nil
	case len(fits) > 1:
		return -1, fmt.Errorf("%s are coroutines of several functions; vary %s", name, strings.Join(fits, " or "))
	case role != program.Neither:
		return -1, fmt.Errorf("main starts no %s; %s", name, choices(p))
	}
	return -1, fmt.Errorf("there is nothing called %s to vary; %s", name, choices(p))
}

// choices says what of a scene can be varied.
func choices(p *program.Program) string {
	all := parts(p)
	if len(all) == 0 {
		return "this scene has nothing that can be varied"
	}
	return "what can be varied is " + strings.Join(all, ", ")
}

// parts names the consts, queues and functions that can be varied.
func parts(p *program.Program) []string {
	all := p.Consts()
	if len(p.Queues) == 1 {
		all = append(all, "capacity")
	}
	for _, q := range p.Queues {
		all = append(all, p.Objects[q.Object].Name)
	}
	if channelOf(p, "capacity") >= 0 {
		all = append(all, "capacity")
	}
	for i := range p.Syncs {
		if name := p.Objects[p.Syncs[i].Object].Name; channelOf(p, name) == i {
			all = append(all, name)
		}
	}
	for i := range p.Funcs {
		if !p.Funcs[i].Variant && len(started(p, i)) > 0 {
			all = append(all, p.Funcs[i].Name)
		}
	}
	return all
}

// started returns the ops of main that start coroutines of a function.
func started(p *program.Program, fn int) []int32 {
	var all []int32
	if p.Boot < 0 {
		return nil
	}
	for pc := p.Boot; p.Ops[pc].Kind != program.Exit; pc++ {
		if op := &p.Ops[pc]; op.Kind == program.Spawn && p.Funcs[op.A].Name == p.Funcs[fn].Name {
			all = append(all, pc)
		}
	}
	return all
}

// staffed lets main start n coroutines of a function, where it first started one.
func staffed(p *program.Program, fn int, n int64) (*program.Program, error) {
	if n > program.MaxSlots/2 {
		return nil, fmt.Errorf("%d coroutines are too many; %d are not", n, program.MaxSlots/2)
	}
	spawns := started(p, fn)
	name := p.Funcs[fn].Name
	if len(spawns) == 0 {
		return nil, fmt.Errorf("main starts no %s; %s", name, choices(p))
	}
	out := *p
	out.Ops, out.Exprs = slices.Clone(p.Ops), slices.Clone(p.Exprs)
	for i, pc := range spawns {
		op := &out.Ops[pc]
		if op.B >= 0 && len(spawns) > 1 || loops(p, pc) {
			return nil, fmt.Errorf("main starts each %s in its own way; write spawn(%s, n) to vary "+
				"their number", name, name)
		}
		many := n
		if i > 0 {
			many = 0
		}
		op.B = -1
		op.X = int32(len(out.Exprs))
		number := program.Operand{From: program.FromConst, N: many}
		out.Exprs = append(out.Exprs, program.Expr{Left: number, Text: fmt.Sprint(many)})
	}
	out.Settings.Slots = min(out.Settings.Slots+int(n), program.MaxSlots)
	return &out, nil
}

// loops reports whether an op of main can come again.
func loops(p *program.Program, from int32) bool {
	seen := map[int32]bool{}
	todo := []int32{p.Ops[from].Next}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc == from {
			return true
		}
		if seen[pc] || p.Ops[pc].Kind == program.Exit {
			continue
		}
		seen[pc] = true
		todo = append(todo, p.Ops[pc].Next)
		if kind := p.Ops[pc].Kind; kind == program.Test || kind == program.Choose {
			todo = append(todo, p.Ops[pc].Else)
		}
	}
	return false
}
