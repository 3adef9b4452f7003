package golang

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/program"
)

// twinless are the constructs that Go has no twin of, with why.
var twinless = map[string]string{
	"kill":          "a goroutine cannot be ended from outside",
	"policy":        "the Go scheduler cannot be told when a goroutine leaves the CPU",
	"priority":      "goroutines have no priorities",
	"interrupt":     "a Go program has no interrupts",
	"disable":       "a Go program has no interrupts",
	"enable":        "a Go program has no interrupts",
	"send":          "a goroutine has no mailbox",
	"receive":       "a goroutine has no mailbox",
	"receiveWithin": "a goroutine has no mailbox",
	"answer":        "an answer goes to a mailbox or a callback, and a goroutine has neither",
	"await":         "an answer goes to a mailbox or a callback, and a goroutine has neither",
	"poll":          "an answer goes to a mailbox or a callback, and a goroutine has neither",
	"onAnswer":      "nobody calls a function in the middle of a goroutine's own text",
	"onSignal":      "nobody calls a function in the middle of a goroutine's own text",
	"self":          "a goroutine has no handle of itself",
	"owner":         "sync.Mutex does not tell who holds it, nor a slice who made its elements",
	"waiters":       "sync does not tell how many wait while others run",
	"carried":       "an entry of a wait list carries nothing",
	"recursive":     "sync.Mutex cannot be taken again by who holds it",
	"lockWithin":    "sync.Mutex has no deadline",
	"rlockWithin":   "sync.RWMutex has no deadline",
	"waitWithin":    "sync.Cond has no deadline",
	"alloc":         "memory is the collector's in Go, and is neither forgotten nor given back twice",
	"free":          "memory is the collector's in Go, and is neither forgotten nor given back twice",
	"memory":        "memory is the collector's in Go, and is neither forgotten nor given back twice",
	"script":        "nobody gives commands to a Go program",
	"at":            "a deadline of Go's is a duration, or a time of day",
}

// tells are the objects that say how many wait for them.
var tells = map[string]bool{"semaphore": true, "barrier": true, "waitq": true}

// real are the values of rules that differ from the textbook's and are Go's own, or make no difference there.
var real = map[string]string{
	"unlock": "barging", "wake_order": "any", "prefer": "writers fifo", "removal": "inplace rotate",
	"idle": "jump step", "commands": "at-once per-pass",
}

// why says why a construct has no twin in Go, "" of one that has.
func (e *emitter) why(u export.Use) string {
	law, inLaw := e.inLaw[u.Call]
	switch {
	case u.Call != nil && inLaw && !export.AtEnd(law):
		return "" // of all runs: it is not asked
	case u.Word == "waiters" && (tells[u.Of] || u.Of == "cond" && inLaw):
		return ""
	case u.Word == "owner" && inLaw && e.againstNil[u.Call]:
		return ""
	}
	if text := twinless[u.Word]; text != "" {
		return text
	}
	if u.Rule() {
		if strings.Contains(" "+real[u.Word]+" ", " "+u.Of+" ") {
			return ""
		}
		return ruleWhy(u.Word)
	}
	switch {
	case u.Word == "park" && len(u.Call.Args) > 1, u.Word == "addToWaitq" && len(u.Call.Args) > 1:
		return twinless["carried"]
	case u.Word == "value" && u.Of == "memory":
		return twinless["memory"]
	}
	return ""
}

// ruleWhy says why a rule that is not the textbook's has no twin.
func ruleWhy(rule string) string {
	if text := ruleWhys[rule]; text != "" {
		return text
	}
	return "it is a rule of another kernel, and Go has no switch for it"
}

var ruleWhys = map[string]string{
	"tick":       "time goes on in Go, whoever runs",
	"monitor":    "sync.Cond is Mesa's: who is woken takes the mutex once more, and others may come first",
	"signal":     "sync.Cond keeps no signal",
	"unlock":     "sync.Mutex lets others come first, and the one that waits longest only after a while",
	"wake_order": "sync.Cond wakes who has waited longest",
	"misuse":     "to unlock a sync.Mutex that is not locked ends the program",
	"kill":       "a goroutine cannot be ended from outside",
	"inherit":    "goroutines have no priorities",
	"prefer":     "sync.RWMutex has its own order",
}

// whole lists reasons that no construct alone tells of.
func (e *emitter) whole() (all []export.Reason) {
	for _, n := range e.s.Vars {
		if n.Type.Word == "cond" {
			all = append(all, e.twoMutexes(n)...)
		}
	}
	all = append(all, e.blocksWhileReading()...)
	for _, f := range e.s.Funcs {
		all = append(all, e.listsApart(f)...)
	}
	return append(all, e.copies()...)
}

// twoMutexes refuses a condition that is waited for under several mutexes: a sync.Cond has one.
func (e *emitter) twoMutexes(n *export.Name) []export.Reason {
	why := func(all []string) []export.Reason {
		return []export.Reason{{Line: n.Line, What: n.Name, Why: fmt.Sprintf(
			"it is waited for under %s, and sync.Cond has one mutex", strings.Join(all, " and "))}}
	}
	if n.Type.Count == 0 {
		if all := e.s.MutexesOf(n.Name); len(all) > 1 {
			return why(all)
		}
		return nil
	}
	if e.beside(n) != "" {
		return nil
	}
	for i := range n.Type.Count {
		if all := e.s.MutexesOf(n.Name + "[" + itoa(i) + "]"); len(all) > 1 {
			return why(all)
		}
	}
	return nil
}

// listsApart refuses a schedule() in another function than its addToWaitq(): the entry is a variable of the function.
func (e *emitter) listsApart(f *ast.FuncDecl) (all []export.Reason) {
	adds, line := false, 0
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			switch e.s.Verb(c) {
			case "addToWaitq":
				adds = true
			case "schedule":
				line = e.s.Line(c)
			}
		}
		return true
	})
	if line > 0 && !adds {
		all = append(all, export.Reason{Line: line, What: "schedule()",
			Why: "its addToWaitq() stands in another function, and the entry is a variable of that one"})
	}
	return all
}

// copies refuses a copy of an array whose elements several change without a lock: no copy of it is of one moment.
func (e *emitter) copies() (all []export.Reason) {
	refuse := func(n ast.Node, name string) {
		all = append(all, export.Reason{Line: e.s.Line(n), What: "a copy of " + name,
			Why: "its elements change without a lock meanwhile, and Go copies them one by one"})
	}
	whole := func(x ast.Expr) string {
		if n := e.s.Referred(x); n != nil && e.atoms[n] && n.Type.Count > 0 && e.s.TypeOf(x).Count > 0 {
			return n.Name
		}
		return ""
	}
	ast.Inspect(e.s.Tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, r := range n.Rhs {
				_, made := r.(*ast.CompositeLit)
				if name := whole(r); name != "" && !made {
					refuse(n, name)
				}
			}
			for _, l := range n.Lhs {
				_, made := n.Rhs[0].(*ast.CompositeLit)
				if name := whole(l); name != "" && !(made && e.isNew(n)) {
					refuse(n, name)
				}
			}
		case *ast.CallExpr:
			if f := e.s.Called(n); f != nil {
				for i, p := range e.s.Params(f) {
					if i < len(n.Args) && p != nil && !p.Type.Ref && p.Type.Value() && whole(n.Args[i]) != "" {
						refuse(n, whole(n.Args[i]))
					}
				}
			}
		}
		return true
	})
	return all
}

func (e *emitter) isNew(a *ast.AssignStmt) bool { return a.Tok.String() == ":=" }

// blocksWhileReading refuses a wait for others while somebody reads: sync.RWMutex lets no reader in while a writer
// waits, so there it may be a deadlock that the scene has not.
func (e *emitter) blocksWhileReading() (all []export.Reason) {
	p := e.s.Program
	if !p.SharesLocks() || p.Settings.Rules[program.RulePrefer] != 0 {
		return nil
	}
	for _, line := range e.guards.ReadsAndWaits() {
		all = append(all, export.Reason{Line: line, What: strings.TrimSpace(p.LineText(line)),
			Why: "it may wait while it reads, and sync.RWMutex lets no reader in while a writer waits, " +
				`unlike prefer = "readers"`})
	}
	return all
}
