package pthreads

import (
	"go/ast"
	"strings"
)

// verb is how a verb that is done to an object is written in C: name with $ for what functions of the object's type
// begin with.
type verb struct {
	name  string
	parts []string // by the object's prefix: spinlocktry of "try"
	gives bool     // a value of its own; else it cannot fail here
}

// verbs are those whose only argument is their object.
var verbs = map[string]verb{
	"lock":       {name: "$_lock"},
	"unlock":     {name: "$_unlock"},
	"trylock":    {name: "$_trylock", parts: []string{"$try", "result"}, gives: true},
	"signal":     {name: "$_signal"},
	"broadcast":  {name: "$_broadcast"},
	"acquire":    {name: "$_acquire"},
	"release":    {name: "$_release"},
	"tryAcquire": {name: "$_try", parts: []string{"semaphoretry", "result"}, gives: true},
	"count":      {name: "$_count", parts: []string{"semaphorecount"}, gives: true},
	"arrive":     {name: "$_arrive", gives: true},
	"rlock":      {name: "$_rdlock"},
	"runlock":    {name: "$_rdunlock"},
	"tryRlock":   {name: "$_tryrdlock", parts: []string{"rwlocktry", "result"}, gives: true},
	"readers":    {name: "$_readers", gives: true},
	"addToWaitq": {name: "$_add"},
	"park":       {name: "$_park"},
	"wakeup":     {name: "$_wakeup", gives: true},
	"wakeupAll":  {name: "$_wakeup_all", gives: true},
	"clear":      {name: "$_clear", parts: []string{"queueat", "result"}},
}

// prefixes are what the functions of an object's type begin with.
var prefixes = map[string]string{"mutex": "mutex", "spinlock": "spin", "cond": "cond", "queue": "queue",
	"stack": "queue", "semaphore": "semaphore", "barrier": "barrier", "rwlock": "rwlock",
	"waitq": "waitq"}

// written are those that the rule does not tell.
var written = map[string]string{"rwlock_lock": "rwlock_wrlock", "rwlock_unlock": "rwlock_wrunlock",
	"rwlock_trylock": "rwlock_trywrlock"}

// call says a call; used tells whether its value is.
func (e *emitter) call(c *ast.CallExpr, used bool) string {
	if f := e.s.Called(c); f != nil {
		return e.calls(f) + "(" + strings.Join(e.arguments(f, c), ", ") + ")"
	}
	word := e.s.Verb(c)
	if v, ok := verbs[word]; ok {
		t := e.s.TypeOf(c.Args[0]).Word
		fill := func(text string) string { return strings.ReplaceAll(text, "$", prefixes[t]) }
		for _, p := range v.parts {
			if p == "$try" {
				p = objects[t].part + "try"
			}
			e.need(p)
		}
		name := fill(v.name)
		if other, ok := written[name]; ok {
			name = other
		}
		return e.done(name+"("+e.object(c.Args[0])+")", v.gives, used)
	}
	return e.other(word, c, used)
}

// calls is the name of a function that is called, or started, and notes where it is not written yet.
func (e *emitter) calls(f *ast.FuncDecl) string {
	if !e.defined[f] {
		e.early[f] = true
	}
	return e.cname(e.s.Of(f.Name))
}

func (e *emitter) arguments(f *ast.FuncDecl, c *ast.CallExpr) (all []string) {
	for i, p := range e.s.Params(f) {
		if i >= len(c.Args) {
			break
		}
		if p != nil && byReference(p.Type) {
			all = append(all, e.object(c.Args[i]))
		} else {
			all = append(all, e.condition(c.Args[i]))
		}
	}
	return all
}

// done says something that gives no result, where the scene may ask for one.
func (e *emitter) done(what string, gives, used bool) string {
	if used && !gives {
		e.need("result")
		return "(" + what + ", OK)"
	}
	return what
}

// other says all other verbs.
func (e *emitter) other(word string, c *ast.CallExpr, used bool) string {
	arg := func(i int) string { return e.condition(c.Args[i]) }
	switch word {
	case "wait":
		return e.done("cond_wait("+e.object(c.Args[0])+", "+e.object(c.Args[1])+")", false, used)
	case "put", "putAt", "take", "remove", "peek":
		return e.queueVerb(word, c, used)
	case "item":
		e.need("item")
		if len(c.Args) > 0 {
			return "item(" + arg(0) + ")"
		}
		return "item(0)"
	case "value", "drop":
		e.need("item", "value")
		return word + "(" + arg(0) + ")"
	case "spawn", "daemon":
		return e.spawn(word, c)
	case "sleep":
		e.need("time")
		return "sleep_ticks(" + e.duration(c.Args) + ")"
	case "compute":
		e.need("time")
		return "compute(" + e.duration(c.Args) + ")"
	case "yield":
		e.need("time")
		return "yield()"
	case "exit":
		e.need("exit")
		return "end_here()"
	case "now":
		e.need("now")
		return "now()"
	case "self":
		e.need("self")
		return "myself()"
	case "assert":
		return "must(" + arg(0) + ", " + e.law(c.Args[1]) + ")"
	case "len", "cap":
		return e.length(word, c.Args[0])
	}
	return e.rarer(word, c, used)
}

// rarer says the verbs that few scenes have.
func (e *emitter) rarer(word string, c *ast.CallExpr, used bool) string {
	arg := func(i int) string { return e.condition(c.Args[i]) }
	switch word {
	case "cas":
		e.need("atom", "cas")
		typ := e.valueType(e.s.TypeOf(c.Args[1]).Word)
		if n := e.s.Referred(c.Args[0]); n != nil {
			typ = e.valueType(n.Type.Word)
		}
		text := "cas(" + typ + ", " + e.object(c.Args[0]) + ", " + arg(1) + ", " + arg(2) + ")"
		if !used {
			text = "(void)" + text
		}
		return text
	case "add":
		e.need("atom", "add")
		return "add(" + e.object(c.Args[0]) + ", " + arg(1) + ")"
	case "join":
		e.need("join")
		return "join(" + arg(0) + ")"
	case "joinWithin":
		e.need("joinwithin", "result")
		return "join_within(" + arg(0) + ", " + e.duration(c.Args[1:]) + ")"
	case "schedule":
		e.need("waitq")
		return e.done("waitq_sleep()", false, used)
	case "waiters":
		return e.waiters(c.Args[0])
	}
	return e.lawVerb(word, c)
}

// waiters says how many wait.
func (e *emitter) waiters(x ast.Expr) string {
	switch t := e.s.TypeOf(x).Word; t {
	case "cond":
		return member(e.object(x), "waiting")
	case "semaphore":
		e.need("semaphorecount")
		return "semaphore_waiters(" + e.object(x) + ")"
	default:
		return prefixes[t] + "_waiters(" + e.object(x) + ")"
	}
}

// member is a member of what an address is of.
func member(address, name string) string {
	if rest, ok := strings.CutPrefix(address, "&"); ok {
		return rest + "." + name
	}
	return address + "->" + name
}

func (e *emitter) queueVerb(word string, c *ast.CallExpr, used bool) string {
	q := e.object(c.Args[0])
	e.need("item")
	if word != "put" && word != "take" {
		e.need("queueat", "result")
	}
	rest := ""
	for _, a := range c.Args[1:] {
		rest += ", " + e.condition(a)
	}
	switch word {
	case "put":
		if rest == "" {
			rest = ", new_item(0)"
		}
	case "putAt":
		return "queue_put_before(" + q + rest + ")"
	case "take":
		if !used && e.s.Program.UsesValues {
			e.need("queueat", "result")
			return "queue_drop(" + q + ")" // nobody has a name for it any more
		}
	}
	return "queue_" + word + "(" + q + rest + ")"
}

// length says len and cap: of a queue, or of an array, which C does not ask for.
func (e *emitter) length(word string, x ast.Expr) string {
	t := e.s.TypeOf(x)
	switch {
	case t.Count > 0:
		return e.sizeOf(x)
	case word == "len":
		return "queue_len(" + e.object(x) + ")"
	}
	return member(e.object(x), "cap")
}

// duration says how long something lasts.
func (e *emitter) duration(args []ast.Expr) string {
	if len(args) == 2 {
		e.need("between")
		return "between(" + e.condition(args[0]) + ", " + e.condition(args[1]) + ")"
	}
	if call, ok := args[0].(*ast.CallExpr); ok && e.s.Verb(call) == "exponential" {
		e.need("exponential")
		return "exponential(" + e.condition(call.Args[0]) + ")"
	}
	return e.condition(args[0])
}
