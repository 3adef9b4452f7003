package pthreads

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// Why some constructs have no twin.
const (
	noMailbox  = "a thread has no mailbox"
	noAnswer   = "an answer goes to a mailbox or a callback, and a thread has neither"
	noCallback = "nobody calls a function in the middle of a thread's own text"
	noIRQ      = "a program in C has no interrupts"
	noMemory   = "whoever looks at memory in C that was given back is not found out, and may see anything"
	unordered  = "C does not say which side comes first, and one of them does something"
	noChannel  = "C has no channels"
)

// twinless are the constructs that C has no twin of, with why.
var twinless = map[string]string{
	"kill":          "pthread_cancel ends a thread where it calls certain functions, and not where it is",
	"policy":        "threads are not told when they leave the CPU",
	"priority":      "threads have priorities for those only who may set a real-time policy",
	"interrupt":     noIRQ,
	"disable":       noIRQ,
	"enable":        noIRQ,
	"send":          noMailbox,
	"receive":       noMailbox,
	"receiveWithin": noMailbox,
	"answer":        noAnswer,
	"await":         noAnswer,
	"poll":          noAnswer,
	"onAnswer":      noCallback,
	"onSignal":      noCallback,
	"owner":         "pthread_mutex_t does not tell who holds it",
	"waiters":       "pthread_cond_t does not tell how many wait while others run",
	"carried":       "an entry of a wait list carries nothing",
	"recursive":     "a mutex that can be taken again is not among those that have an initializer",
	"timed":         "pthread_mutex_timedlock goes by a clock that can be set",
	"lockWithin":    "pthread_mutex_timedlock goes by a clock that can be set",
	"rlockWithin":   "pthread_rwlock_timedrdlock goes by a clock that can be set",
	"waitWithin":    "some milliseconds may be over before anybody else has begun, and in a scene nobody is that late",
	"acquireWithin": "sem_timedwait goes by a clock that can be set",
	"alloc":         noMemory,
	"free":          noMemory,
	"memory":        noMemory,
	"script":        "nobody gives commands to a program in C",
	"at":            "a deadline of C's is a time of a clock",
	"chan":          noChannel,
	"make":          noChannel,
	"close":         noChannel,
	"select":        noChannel,
	"<-":            noChannel,
	"after":         noChannel,
}

// real are the values of rules that differ from the textbook's and are those of POSIX, or make no difference there.
var real = map[string]string{
	"unlock": "barging", "wake_order": "any", "removal": "inplace rotate", "idle": "jump step",
	"commands": "at-once per-pass",
}

// tells are the objects that say how many wait for them.
var tells = map[string]bool{"semaphore": true, "barrier": true, "waitq": true}

var ruleWhys = map[string]string{
	"tick":       "time goes on in C, whoever runs",
	"monitor":    "pthread_cond_t is Mesa's: who is woken takes the mutex once more, and others may come first",
	"signal":     "pthread_cond_t keeps no signal",
	"unlock":     "pthread_mutex_t lets others come first",
	"wake_order": "pthread_cond_signal wakes anybody",
	"misuse":     "to unlock a pthread_mutex_t that somebody else holds may do anything",
	"kill":       twinless["kill"],
	"inherit":    "threads have priorities for those only who may set a real-time policy",
	"prefer":     "POSIX leaves open who gets a pthread_rwlock_t first, and on Linux that is whoever reads",
}

// why says why a construct has no twin in C, "" of one that has.
func (e *emitter) why(u export.Use) string {
	law, inLaw := e.inLaw[u.Call]
	switch {
	case u.Call != nil && inLaw && !export.AtEnd(law):
		return "" // of all runs: it is not asked
	case u.Word == "waiters" && (tells[u.Of] || u.Of == "cond" && inLaw):
		return ""
	case u.Word == "owner" && inLaw && e.againstNil[u.Call]:
		return ""
	case u.Rule():
		if strings.Contains(" "+real[u.Word]+" ", " "+u.Of+" ") {
			return ""
		}
		if text := ruleWhys[u.Word]; text != "" {
			return text
		}
		if text := twinless[u.Word]; text != "" {
			return text
		}
		return "it is a rule of another kernel, and POSIX threads have no switch for it"
	}
	switch {
	case u.Word == "value" && u.Of == "memory":
		return noMemory
	case (u.Word == "park" || u.Word == "addToWaitq") && len(u.Call.Args) > 1:
		return twinless["carried"]
	}
	return twinless[u.Word]
}

// whole lists reasons that no construct alone tells of.
func (e *emitter) whole() (all []export.Reason) {
	refuse := func(n ast.Node, what, why string) {
		all = append(all, export.Reason{Line: e.s.Line(n), What: what, Why: why})
	}
	ast.Inspect(e.s.Tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op != token.LAND && n.Op != token.LOR && e.unordered(n.X, n.Y) {
				refuse(n, e.text(n), unordered)
			}
		case *ast.CallExpr:
			if law, is := e.inLaw[n]; is && !export.AtEnd(law) {
				return false // of all runs: it is not written
			}
			if v := e.s.Verb(n); v != "spawn" && v != "daemon" && v != "leadsTo" && e.unordered(n.Args...) {
				refuse(n, e.text(n), "C does not say which argument comes first, and one of them does something")
			}
			if f := e.s.Called(n); f != nil {
				for i, p := range e.s.Params(f) {
					if p != nil && p.Type.Value() && p.Type.Count > 0 && !p.Type.Ref && i < len(n.Args) {
						refuse(n, e.text(n.Args[i]), "C gives no copy of an array to a function, but the array itself")
					}
				}
			}
		case *ast.AssignStmt:
			_, made := n.Rhs[0].(*ast.CompositeLit)
			if t := e.s.TypeOf(n.Rhs[0]); t.Count > 0 && !t.Ref && !made || made && n.Tok == token.ASSIGN {
				refuse(n, e.text(n), "C does not set an array as a whole")
			} else if n.Tok != token.ASSIGN && n.Tok != token.DEFINE && e.unordered(n.Lhs[0], n.Rhs[0]) {
				refuse(n, e.text(n), unordered)
			} else if i, ok := n.Lhs[0].(*ast.IndexExpr); ok && e.unordered(i.Index, n.Rhs[0]) {
				refuse(n, e.text(n), unordered)
			}
		case *ast.RangeStmt:
			if t := e.s.TypeOf(n.X); t.Count > 0 && t.Value() && n.Value != nil {
				refuse(n, e.text(n.X), "C makes no copy of an array for a loop over it")
			}
		}
		return true
	})
	for _, l := range e.s.Laws {
		for _, x := range l.Args {
			if of := e.local(x); len(of) > 1 && export.AtEnd(l.Verb) {
				refuse(x, e.text(x), "a law in C is a function that is given one number, and this one needs more")
			}
		}
	}
	return all
}

func (e *emitter) text(n ast.Node) string {
	at := func(p token.Pos) int { return e.s.Fset.Position(p).Offset }
	return strings.Join(strings.Fields(e.s.Program.Source[at(n.Pos()):at(n.End())]), " ")
}
