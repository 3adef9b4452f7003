package program

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// List joins words for a sentence, the last one by a word of its own: "a, b or c".
func List(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// Lines names lines of a text, each once: "line 4", "lines 4 and 7"; "" where there are none.
func Lines(all []int) string {
	var said []string
	for _, n := range slices.Compact(slices.Sorted(slices.Values(all))) {
		said = append(said, strconv.Itoa(n))
	}
	if len(said) == 0 {
		return ""
	}
	return map[bool]string{true: "line ", false: "lines "}[len(said) == 1] + List(said, "and")
}

// Plural counts something in words: "1 tick", "2 ticks".
func Plural(n int64, one string) string { return Amount(n, one, one+"s") }

// Amount counts something in words whose plural has a form of its own: "1 pass", "2 passes".
func Amount(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.FormatInt(n, 10) + " " + many
}

// Count counts what the schedules of a grain consist of: "7 passes", "1 op".
func (g Grain) Count(n int64) string {
	one, many := g.Unit()
	return Amount(n, one, many)
}

// Title returns the scene's name as the shelf and the screen write it.
func (p *Program) Title() string { return strings.ReplaceAll(p.Name, "_", "-") }

// NoObject is the object of what is about none.
const NoObject = 0xffff

// ObjectName names an object by its number: a declared one, behind these a mailbox for each of so many slots, where
// the scene uses mail, and the scheduler's. who names the coroutine in a slot.
func (p *Program) ObjectName(object, slots int, who func(slot int) string) string {
	at := object - len(p.Objects)
	switch {
	case object < 0 || object == NoObject:
		return ""
	case at < 0:
		return p.Objects[object].Name
	case p.UsesMail && at < slots:
		return who(at) + "'s mailbox"
	}
	if slot, ok := p.Ends(object, slots); ok {
		return who(slot)
	}
	return "the scheduler's mailbox"
}

// wordlike are names that read as words of a sentence.
var wordlike = map[string]bool{
	"it": true, "its": true, "one": true, "who": true, "this": true, "that": true, "a": true, "an": true, "the": true,
	"to": true, "of": true, "on": true, "in": true, "at": true, "by": true, "for": true, "is": true, "and": true,
	"or": true, "not": true, "nobody": true, "nothing": true, "all": true, "any": true, "both": true, "each": true,
	"everybody": true, "some": true, "none": true, "others": true, "them": true,
}

// Wordlike reports whether a name reads as a word of a sentence.
func Wordlike(name string) bool { return wordlike[name] }

// Called returns the name of an object as a sentence can say it: one that reads as a word of the sentence has before it
// what it is, "the barrier all". A letter stays one: locks are often named a and b.
func (p *Program) Called(object int, name string) string {
	if len(name) == 1 || !wordlike[name] || object < 0 || object >= len(p.Objects) {
		return name
	}
	return "the " + p.Objects[object].Class.Row().Title + " " + name
}

// CoroutineName returns the name of a coroutine that was begun as function fn with a running number, under a
// given name, an index in Names, or -1: p1, or A. A given name that is borne by several at once has a number
// from the second on.
func (p *Program) CoroutineName(fn, num, name int32) string {
	switch {
	case name >= 0 && num > 1:
		return p.Names[name] + strconv.Itoa(int(num))
	case name >= 0:
		return p.Names[name]
	}
	return p.Funcs[fn].Letter + strconv.Itoa(int(num))
}

// Capital gives a sentence its capital letter, unless it begins with a name of one letter and a number, such as p1.
func Capital(s string) string {
	small := func(i int) bool { return s[i] >= 'a' && s[i] <= 'z' }
	if s == "" || !small(0) || len(s) > 1 && !small(1) {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Begin gives a sentence its capital letter, unless it begins with a name of the scene, which stays as it is written
// there.
func (p *Program) Begin(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(s)
	}
	if word := s[:end]; word == "" || !wordlike[word] && p.names(word) {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// names reports whether a word is the name of something in the scene: a coroutine, of which the second bearer of a name
// has a number, an object, or a function.
func (p *Program) names(word string) bool {
	bare := strings.TrimRight(word, "0123456789")
	if word == "a" { // is one oftener than it is a lock
		return slices.Contains(p.Names, word)
	}
	return slices.Contains(p.Names, word) || slices.Contains(p.Names, bare) ||
		slices.ContainsFunc(p.Funcs, func(f Func) bool { return f.Name == word || word != bare && f.Letter == bare }) ||
		slices.ContainsFunc(p.Objects, func(o Object) bool { return o.Name == word }) ||
		slices.ContainsFunc(p.Arrays, func(a Array) bool { return a.Name == word })
}

// Clause takes the full stop off a sentence that goes on.
func Clause(sentence string) string { return strings.TrimSuffix(sentence, ".") }

// Ended returns a text as a sentence of its own: with a full stop, unless it has one, asks or calls out.
func Ended(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".?!") {
		return text
	}
	return text + "."
}

// Spell writes a value as the text of a scene would; items and memory have their numbers for the eye. Who
// names the coroutine of a handle that is not 0.
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
