package program

import (
	"go/ast"
	"strconv"
)

// MaxTicks is the longest duration, the last tick that can be named, and the most passes of computing. With
// it no clock that a run can reach overflows.
const MaxTicks = 1_000_000_000_000

// duration reads n, or lo and hi, or exponential(mean), or, for a deadline, at(n).
func (c *compiler) duration(args []ast.Expr, deadline bool, v verb, op *Op) bool {
	if len(args) == 1 {
		if call, name := callName(args[0]); name == "exponential" || name == "at" {
			if name == "at" && !deadline {
				return c.fail(call, "write "+v.usage, "%s lasts; at(n) is an instant, for a deadline", v.name)
			}
			if len(call.Args) != 1 {
				return c.fail(call, "write "+name+"(5)", "%s takes one argument", name)
			}
			op.Flags |= FlagExp
			if name == "at" {
				op.Flags = op.Flags&^FlagExp | FlagAt
				c.prog.UsesClock = true
			}
			var ok bool
			op.X, _, ok = c.ticks(call.Args[0], v, name)
			return ok
		}
	}
	var low, high value
	var ok bool
	if op.X, low, ok = c.ticks(args[0], v, ""); !ok || len(args) == 1 {
		return ok
	}
	if op.Y, high, ok = c.ticks(args[1], v, ""); !ok {
		return false
	}
	if low.konst && high.konst && low.n > high.n {
		return c.fail(args[0], "", "%d to %d: the smaller number comes first", low.n, high.n)
	}
	return true
}

// ticks reads one number of a duration, or of what at or exponential holds.
func (c *compiler) ticks(arg ast.Expr, v verb, inside string) (int32, value, bool) {
	if _, name := callName(arg); name == "exponential" || name == "at" {
		return -1, value{}, c.fail(arg, "write "+v.usage, "%s stands alone, not in a range", name)
	}
	got, ok := c.expr(arg)
	if !ok {
		return -1, got, false
	}
	if !got.fits(Int) {
		return -1, got, c.fail(arg, "write "+v.usage, "%s wants a number, and %s is %s", v.name, c.print(arg),
			got.kindName())
	}
	if got.konst && got.n < 0 {
		return -1, got, c.fail(arg, "", "%d: time does not run backwards", got.n)
	}
	if got.konst && got.n > MaxTicks {
		if inside == "at" {
			return -1, got, c.fail(arg, lastTick(), "tick %d is too late", got.n)
		}
		return -1, got, c.fail(arg, "a duration is at most "+strconv.FormatInt(MaxTicks, 10), "%d is too long", got.n)
	}
	return c.store(got, c.print(arg)), got, true
}

func callName(e ast.Expr) (*ast.CallExpr, string) {
	if call, ok := e.(*ast.CallExpr); ok {
		if id, ok := call.Fun.(*ast.Ident); ok {
			return call, id.Name
		}
	}
	return nil, ""
}

// lastTick is the hint for an instant that is too late.
func lastTick() string { return "the last tick to name is " + strconv.FormatInt(MaxTicks, 10) }
