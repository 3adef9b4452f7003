package explore_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// source writes the scene.
func (m irqModel) source() string {
	var b strings.Builder
	fmt.Fprintf(&b, "package model\n\nconst slots = 6\n\nvar (\nm mutex\ns = semaphore(%d)\nn int\n)\n", m.permits)
	write := func(name string, body irqBody) {
		fmt.Fprintf(&b, "\nfunc %s() {\n", name)
		for i := range len(body) {
			b.WriteString(irqLetters[body[i]].text + "\n")
		}
		b.WriteString("}\n")
	}
	for i, body := range m.bodies {
		write(fmt.Sprint("f", i), body)
	}
	for i, body := range m.handlers {
		write(fmt.Sprint("h", i), body)
	}
	b.WriteString("\nfunc main() {\n")
	for i := range m.handlers {
		fmt.Fprintf(&b, "interrupt(h%d, %d)\n", i, m.times[i])
	}
	for i := range m.bodies {
		fmt.Fprintf(&b, "spawn(f%d)\n", i)
	}
	if m.last >= 0 {
		fmt.Fprintf(&b, "finally(\"the sum\", n == %d)\n", m.last)
	}
	b.WriteString("}\n")
	return b.String()
}

// randomIRQ makes the model of a seed.
func randomIRQ(seed uint64) irqModel {
	r := rand.New(rand.NewPCG(seed, 12))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	m := irqModel{permits: r.IntN(2), last: -1}
	for range 1 + r.IntN(2) {
		body := ""
		for range 1 + r.IntN(3) {
			body += pick("n", "LnU", "LnU", "dne", "dLnUe", "dLUe", "y", "a", "r", "v", "LyU", "anr", "dye", "L", "x",
				"dnr", "z", "de", "d", "t", "dte")
		}
		m.bodies = append(m.bodies, irqBody(body))
	}
	for range r.IntN(3) {
		body := ""
		for range 1 + r.IntN(2) {
			body += pick("n", "n", "LnU", "r", "x", "de", "a", "z", "nr", "dn", "en", "y", "L", "n", "z", "t")
		}
		m.handlers = append(m.handlers, irqBody(body))
		m.times = append(m.times, 1+r.IntN(2))
	}
	if r.IntN(2) == 0 {
		m.last = 1 + r.IntN(3)
	}
	return m
}
