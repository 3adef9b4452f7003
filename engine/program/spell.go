package program

import (
	"fmt"
	"strconv"
)

// Plural counts something in words: "1 tick", "2 ticks".
func Plural(n int64, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// Spell writes a value as the text of a scene would; items and memory have their numbers for the eye. Who names the coroutine
// of a handle that is not 0.
func Spell(t Type, v int64, who func(handle int64) string) string {
	number := strconv.FormatInt(v, 10)
	switch {
	case t == Bool:
		return strconv.FormatBool(v != 0)
	case t == ResultOf:
		return Result(v & 3).String()
	case t == Coroutine && v == 0:
		return "nobody"
	case t == Coroutine:
		return who(v)
	case (t == ItemOf || t == Memory) && v == 0:
		return "none"
	case t == ItemOf:
		return "item " + number
	case t == Memory:
		return "memory " + number
	}
	return number
}
