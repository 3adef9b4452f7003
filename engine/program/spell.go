package program

import (
	"fmt"
	"strconv"
	"strings"
)

// List joins words for a sentence, the last one by a word of its own: "a, b or c".
func List(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

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
