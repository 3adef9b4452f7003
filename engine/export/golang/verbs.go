package golang

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

func itoa(n int) string { return strconv.Itoa(n) }

// method is how a verb that is done to an object is written in Go.
type method struct {
	name  string
	parts []string
	gives bool // a result of its own; else it cannot fail here
}

// methods are those of verbs whose only argument is their object.
var methods = map[string]method{
	"lock":       {name: "Lock"},
	"unlock":     {name: "Unlock"},
	"trylock":    {name: "TryLock", gives: true},
	"signal":     {name: "Signal"},
	"broadcast":  {name: "Broadcast"},
	"acquire":    {name: "Acquire"},
	"tryAcquire": {name: "TryAcquire", parts: []string{"semaphoretry", "result"}, gives: true},
	"release":    {name: "Release"},
	"count":      {name: "Count", gives: true},
	"arrive":     {name: "Arrive", gives: true},
	"rlock":      {name: "RLock"},
	"tryRlock":   {name: "TryRLock", parts: []string{"rwmutextry", "result"}, gives: true},
	"runlock":    {name: "RUnlock"},
	"readers":    {name: "Readers", gives: true},
	"wakeup":     {name: "Wakeup", gives: true},
	"wakeupAll":  {name: "WakeupAll", gives: true},
	"clear":      {name: "Clear", parts: []string{"queueat", "result"}},
}

// call says a call; used tells whether its value is.
func (e *emitter) call(c *ast.CallExpr, used bool) string {
	if f := e.s.Called(c); f != nil {
		return e.mark(c) + e.calls(f, c)
	}
	verb := e.s.Verb(c)
	if m, ok := methods[verb]; ok {
		return e.mark(c) + e.method(m, verb, c, used)
	}
	if verb == "cap" {
		return e.other(verb, c, used)
	}
	return e.mark(c) + e.other(verb, c, used)
}

// calls says a call of a function of the scene.
func (e *emitter) calls(f *ast.FuncDecl, c *ast.CallExpr) string {
	return e.name(f.Name) + "(" + strings.Join(e.arguments(f, c), ", ") + ")"
}

func (e *emitter) arguments(f *ast.FuncDecl, c *ast.CallExpr) (all []string) {
	params := e.s.Params(f)
	for i, arg := range c.Args {
		if i < len(params) && params[i] != nil && byReference(params[i].Type) {
			all = append(all, e.object(arg))
		} else {
			all = append(all, e.over(arg))
		}
	}
	return all
}

// byReference reports whether Go gives a parameter of a type by reference.
func byReference(t export.Type) bool { return t.Ref || !t.Value() && t.Word != "chan" }

func (e *emitter) method(m method, verb string, c *ast.CallExpr, used bool) string {
	e.need(m.parts...)
	if verb == "trylock" {
		t := e.s.TypeOf(c.Args[0]).Word
		e.need(map[string]string{"spinlock": "spinlocktry", "rwlock": "rwmutextry"}[t], "result")
		if t == "mutex" {
			e.need("mutextry")
		}
	}
	return e.done(e.receiver(c.Args[0])+"."+m.name, m.gives, used)
}

// receiver is the object that a method is of.
func (e *emitter) receiver(x ast.Expr) string { return e.place(strip(x)) }

// strip takes & and brackets off.
func strip(x ast.Expr) ast.Expr {
	switch y := x.(type) {
	case *ast.ParenExpr:
		return strip(y.X)
	case *ast.UnaryExpr:
		if y.Op == token.AND {
			return strip(y.X)
		}
	}
	return x
}

// done says something that gives no result, where the scene may ask for one.
func (e *emitter) done(what string, gives, used bool) string {
	if used && !gives {
		e.need("ok", "result")
		return "run.ok(" + what + ")"
	}
	return what + "()"
}

// other says all other verbs.
func (e *emitter) other(verb string, c *ast.CallExpr, used bool) string {
	arg := func(i int) string { return e.over(c.Args[i]) }
	switch verb {
	case "wait":
		return e.done(e.receiver(c.Args[0])+".Wait", false, used)
	case "put", "putAt", "take", "remove", "peek":
		return e.queueVerb(verb, c, used)
	case "item":
		e.need("item")
		if len(c.Args) > 0 {
			return "&Item{value: " + arg(0) + "}"
		}
		return "&Item{}"
	case "value":
		return arg(0) + ".Value()"
	case "drop":
		return arg(0) + ".drop()"
	case "spawn", "daemon":
		return e.spawn(verb, c, used)
	case "compute", "sleep":
		return "run." + verb + "(" + e.duration(c.Args) + ")"
	case "yield", "exit":
		return "run." + verb + "()"
	case "now":
		e.need("now")
		return "run.now()"
	case "assert":
		return "run.assert(" + arg(0) + ", " + arg(1) + ")"
	case "len":
		return e.length(c.Args[0])
	case "cap":
		if t := e.s.TypeOf(c.Args[0]); t.Word == "queue" || t.Word == "stack" {
			return e.receiver(c.Args[0]) + ".Cap"
		}
		if t := e.s.TypeOf(c.Args[0]); t.Word == "chan" && t.Count == 0 && e.steers {
			return arg(0) + ".Cap()"
		}
		return "cap(" + arg(0) + ")"
	case "close":
		if e.steers {
			return arg(0) + ".Close()"
		}
		return "close(" + arg(0) + ")"
	case "after":
		e.need("after")
		return "run.after(" + e.duration(c.Args) + ")"
	}
	return e.rarer(verb, c, used)
}

// rarer says the verbs that few scenes have.
func (e *emitter) rarer(verb string, c *ast.CallExpr, used bool) string {
	arg := func(i int) string { return e.over(c.Args[i]) }
	switch verb {
	case "cas":
		e.need("atom")
		return e.receiver(c.Args[0]) + ".CompareAndSwap(" + arg(1) + ", " + arg(2) + ")"
	case "add":
		e.need("atom", "add")
		return "run.add(" + e.object(c.Args[0]) + ", " + arg(1) + ")"
	case "join":
		e.need("join")
		return arg(0) + ".Join()"
	case "joinWithin":
		e.need("joinwithin", "result", "after")
		return arg(0) + ".JoinWithin(" + e.duration(c.Args[1:]) + ")"
	case "acquireWithin":
		e.need("semaphorewithin", "result", "after")
		return e.receiver(c.Args[0]) + ".AcquireWithin(" + e.duration(c.Args[1:]) + ")"
	case "addToWaitq":
		return "me.Add(" + e.object(c.Args[0]) + ")"
	case "waiters":
		t := e.s.TypeOf(c.Args[0]).Word
		e.need(map[string]string{"cond": "condcount"}[t], map[string]string{"semaphore": "semaphorewaiting",
			"barrier": "barrierwaiting", "waitq": "waitqwaiting"}[t])
		return e.receiver(c.Args[0]) + ".Waiting()"
	case "schedule":
		return e.done("me.Sleep", false, used)
	case "park":
		where := e.object(c.Args[0])
		if used {
			return e.done("func() { me.Park("+where+") }", false, true)
		}
		return "me.Park(" + where + ")"
	}
	return e.law(verb, c)
}

func (e *emitter) queueVerb(verb string, c *ast.CallExpr, used bool) string {
	q := e.receiver(c.Args[0])
	e.need("item")
	if verb != "put" && verb != "take" {
		e.need("queueat", "result")
	}
	switch verb {
	case "put":
		if len(c.Args) == 1 {
			return q + ".Put(&Item{})"
		}
		return q + ".Put(" + e.over(c.Args[1]) + ")"
	case "putAt":
		return q + ".PutAt(" + e.over(c.Args[1]) + ", " + e.over(c.Args[2]) + ")"
	case "remove":
		e.need("result")
		return q + ".Remove(" + e.over(c.Args[1]) + ")"
	case "peek":
		return q + ".Peek(" + e.over(c.Args[1]) + ")"
	}
	if !used && e.s.Program.UsesValues {
		return q + ".Take().drop()" // nobody has a name for it any more
	}
	return q + ".Take()"
}

// length says len of a queue, a channel or an array.
func (e *emitter) length(x ast.Expr) string {
	t := e.s.TypeOf(x)
	if (t.Word == "queue" || t.Word == "stack") && t.Count == 0 {
		return e.receiver(x) + ".Len()"
	}
	if t.Word == "chan" && t.Count == 0 && e.steers {
		return e.over(x) + ".Len()"
	}
	if t.Word == "chan" && t.Count == 0 {
		return "len(" + e.over(x) + ")"
	}
	return "len(" + e.place(x) + ")"
}

// duration says how long something lasts.
func (e *emitter) duration(args []ast.Expr) string {
	if len(args) == 2 {
		return "run.between(" + e.over(args[0]) + ", " + e.over(args[1]) + ")"
	}
	if call, ok := args[0].(*ast.CallExpr); ok && e.s.Verb(call) == "exponential" {
		e.need("exponential")
		return "run.exponential(" + e.over(call.Args[0]) + ")"
	}
	return e.over(args[0])
}
