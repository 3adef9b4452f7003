package program

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// valueElsewhere says what is written in place of verbs that are for objects, by the type of the variable that they
// are given.
var valueElsewhere = map[Type]map[string]string{
	Coroutine: {
		"wait": "join(%s), which waits for its end", "waitWithin": "r := joinWithin(%s, 5), which waits for its end",
		"await":  "join(%s), which waits for its end; await(it) waits for the answer to an item",
		"wakeup": "send(%s, 1), or signal(c) where it waits on a condition",
		"signal": "send(%s, 1), or signal(c) where it waits on a condition",
	},
	ItemOf: {"wait": "r := await(%s)", "join": "r := await(%s)", "signal": "answer(%s, ok)", "free": "drop(%s)",
		"clear": "drop(%s)"},
	Memory: {"drop": "free(%s)", "clear": "free(%s)"},
}

// elsewhere refuses a verb that is not for what its argument names, with what is written here; false where there is
// nothing to say.
func (c *compiler) elsewhere(arg ast.Expr, verb string) bool {
	b := c.bound(arg)
	_, whole := arg.(*ast.Ident)
	if b.kind != anObject && b.kind != aLocal && (b.kind != anArray || whole) || b.class == "?" {
		return false
	}
	name := c.print(arg)
	here := c.insteadOf(b, verb)
	if here == "" {
		return false
	}
	what := c.describe(binding{kind: anObject, class: b.class}) // of an array: its element
	if b.kind == aLocal || b.class == "var" {
		what = c.typeOf(b).article()
	}
	c.fail(arg, "write "+filledIn(here, name), "%s is %s, and %s is not for that", name, what, verb)
	return true
}

// insteadOf returns what is written in place of a verb that is not for what a name means, "" where nothing is known.
func (c *compiler) insteadOf(b binding, verb string) string {
	switch {
	case b.kind == aLocal:
		return valueElsewhere[b.typ][verb]
	case b.class == "var":
		return valueElsewhere[c.typeOf(b)][verb]
	case letterOf(b.class) == 0:
		return ""
	case b.class == "spinlock" && among(verb, []string{"wait", "waitWithin", "acquireWithin"}):
		return "lock(%s): a spinlock is spun on, never slept on; declare %s mutex to wait"
	}
	class, _ := classOfLetter(letterOf(b.class))
	return classTable[class].elsewhere[verb]
}

// withoutPointer returns what & or * stands before in an argument, as people write it whose objects are structures.
func withoutPointer(arg ast.Expr) (inner ast.Expr, sign string) {
	switch e := arg.(type) {
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return e.X, "&"
		}
	case *ast.StarExpr:
		return e.X, "*"
	}
	return arg, ""
}

// methodHint says how a verb is written that somebody calls with a dot: forks[0].Lock() is lock(forks[0]); "" where it
// is no verb, or the name before the dot means nothing.
func (c *compiler) methodHint(e *ast.SelectorExpr) string {
	i := slices.IndexFunc(verbs, func(v verb) bool { return strings.EqualFold(v.name, e.Sel.Name) })
	b := c.bound(e.X)
	if i < 0 || b.line == 0 || b.kind == aFunction || b.kind == aConst || b.class == "?" {
		return ""
	}
	name := c.print(e.X)
	if here := c.insteadOf(b, verbs[i].name); here != "" {
		return "write " + filledIn(here, name)
	}
	usage := verbs[i].usage
	open, end := strings.IndexByte(usage, '('), strings.IndexAny(usage, ",)")
	if end == open+1 || strings.Count(usage, "(") > 1 {
		return ""
	}
	return "write " + usage[:open+1] + name + usage[end:]
}

// filledIn puts a name into what is written in place of a verb.
func filledIn(text, name string) string { return strings.ReplaceAll(text, "%s", name) }
