package program

import (
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// misread says in the words of the language what is wrong with an expression that stands alone: a question, a goal.
func (c *compiler) misread(err error, text string) {
	var found scanner.ErrorList
	if !errors.As(err, &found) || len(found) == 0 {
		c.translate(err, text)
		return
	}
	at := min(max(found[0].Pos.Offset, 0), len(text))
	line, column := lineColumn(text, at)
	said, hint := misreading(strings.TrimSpace(text[:at]), strings.TrimSpace(text[at:]))
	c.place(line, column, hint, "%s", said)
}

// comparisons are what stands between two values of a condition.
const comparisons = "== != < <= > >="

// misreading says what is wrong where an expression is read no further, by what stands before it and behind it.
func misreading(before, rest string) (said, hint string) {
	sign, last := firstSign(rest), lastSign(before)
	switch {
	case strange(sign):
		return sign + " is no sign of the language", "values are joined by + - * / %, compared by " +
			comparisons + ", and conditions are joined by && and ||"
	case isName(last) && last[0] == '0' && len(last) > 1:
		return last + " is no number", "numbers are written in decimal digits"
	case strings.Count(before, "(") > strings.Count(before, ")") && (rest == "" || isName(sign) && isName(last)):
		return "a ( is not closed", "its ) is missing"
	case last == ".":
		return "a name is missing behind the .", "a variable of a coroutine is written c1.i"
	case rest == "":
		return "a value is missing behind " + last, "as in " + before + " " + valueBehind(last)
	case token.IsKeyword(sign), token.IsKeyword(last):
		if !token.IsKeyword(sign) {
			sign = last
		}
		return sign + " is of statements, and this is an expression", "write the condition alone, as in len(work) == 2"
	case !isName(last) && last != ")":
		return twoSigns(last, sign)
	}
	return sideBySide(last, sign)
}

// valueBehind is what could stand behind a sign at the end.
func valueBehind(sign string) string {
	switch sign {
	case "!":
		return "(len(work) == 2)"
	case "&&", "||":
		return "len(work) == 2"
	}
	return "2"
}

// twoSigns says what is wrong where a value is missing between two signs, or before the first one.
func twoSigns(last, sign string) (said, hint string) {
	switch both := last + sign; {
	case both == "===":
		return "=== is no comparison", "write =="
	case both == "<>":
		return "<> is no comparison", "write !="
	case last == "" && sign == ")":
		return "a ) has no ( before it", "there is one ) too many"
	case last == "":
		return "a value is missing before " + sign, "as in len(work) == 2"
	}
	return fmt.Sprintf("a value is missing between %s and %s", last, sign), "as in len(work) == 2"
}

// sideBySide says what is wrong where an expression is complete and more stands behind it.
func sideBySide(last, sign string) (said, hint string) {
	switch {
	case sign == ")":
		return "a ) has no ( before it", "there is one ) too many"
	case sign == "=>":
		return "=> is no comparison", "write >="
	case sign == "=":
		return "= sets a value, and this only looks", "compare with =="
	case sign == ":=", sign == "++", sign == "--", sign == "+=", sign == "-=":
		return sign + " sets a value, and this only looks", "compare with ==, or with < and >"
	case sign == "and", sign == "or", last == "not":
		word := sign
		if last == "not" {
			word = last
		}
		return word + " is no word of the language", "conditions are joined with && and ||, and turned with !"
	case sign == "is", sign == "equals":
		return sign + " is no word of the language", "compare with =="
	case among(last, []string{"len", "cap", "owner", "waiters", "place", "line", "carried"}) && isName(sign):
		return last + " is not called: its brackets are missing", fmt.Sprintf("write %s(%s)", last, sign)
	case isName(last) && (isName(sign) || sign == "("), last == ")" && (isName(sign) || sign == "("):
		return fmt.Sprintf("nothing joins %s and %s", last, sign), "a sign such as ==, < or && stands between values"
	}
	if sign == ":" {
		return "what is asked is over before the :", "what stands behind it is no part of it: leave that out"
	}
	return fmt.Sprintf("the expression is over before %q", sign), "two conditions are joined by && or ||"
}

// strange reports whether a sign is of no language that Go's parser knows, or ends a text.
func strange(sign string) bool {
	return sign != "" && !isWord(sign) && !strings.ContainsAny(sign, "=<>!&|+-:*/%().,;{}[]")
}

// isName reports whether a sign is a name or a number.
func isName(sign string) bool { return sign != "" && isWord(sign) }

// firstSign returns the word, number or operator that a text begins with.
func firstSign(text string) string {
	r, size := utf8.DecodeRuneInString(text) // of what is no UTF-8, one byte
	in := signsOf(r)
	if end := strings.IndexFunc(text, func(r rune) bool { return !in(r) }); end > 0 {
		return text[:end]
	} else if end == 0 {
		return text[:size]
	}
	return text
}

// lastSign returns the word, number or operator that a text ends with.
func lastSign(text string) string {
	r, size := utf8.DecodeLastRuneInString(text)
	in := signsOf(r)
	at := strings.LastIndexFunc(text, func(r rune) bool { return !in(r) })
	if at < 0 {
		return text
	}
	_, n := utf8.DecodeRuneInString(text[at:])
	if at+n >= len(text) {
		return text[len(text)-size:]
	}
	return text[at+n:]
}

// signsOf returns which letters belong to one sign with a letter.
func signsOf(r rune) func(rune) bool {
	letter := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	if letter(r) {
		return letter
	}
	if strings.ContainsRune("=<>!&|+-:", r) {
		return func(r rune) bool { return strings.ContainsRune("=<>!&|+-:", r) }
	}
	return func(rune) bool { return false }
}
