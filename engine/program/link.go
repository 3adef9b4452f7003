package program

// link makes the program of the drafts: labels become ops, jumps go, and what follows from the ops is computed.
func (c *compiler) link() {
	target := c.thread()
	place := make([]int32, len(c.code)+1)
	count := int32(0)
	for i, d := range c.code {
		place[i] = count
		if d.op.Kind != jump {
			count++
		}
	}
	p := c.prog
	p.Ops, p.picked = make([]Op, 0, count), map[int32][]picked{}
	for i, d := range c.code {
		if d.op.Kind == jump {
			continue
		}
		op := d.op
		if op.Kind != Exit && op.Kind != Resume {
			op.Next = place[target(c.goal(i, d.next))]
		}
		if op.Kind == Test || op.Kind == Choose {
			op.Else = place[target(c.goal(i, d.alt))]
		}
		if len(d.picked) > 0 {
			p.picked[int32(len(p.Ops))] = d.picked
		}
		p.Ops = append(p.Ops, op)
		p.OwnerFn = append(p.OwnerFn, d.owner)
		p.callOf = append(p.callOf, d.call)
		p.Known = append(p.Known, d.known)
		p.textOf = append(p.textOf, d.text)
		p.Turns = append(p.Turns, d.turns)
		p.Loops = append(p.Loops, [2]int32{place[d.loop[0]], place[d.loop[1]]})
	}
	for i, at := range c.ends {
		if at < 0 {
			continue
		}
		entry := place[target(at)]
		p.Funcs[i].Entry = entry
		if p.Funcs[i].Name == "main" {
			p.Boot = entry
		}
	}
	for i := range p.Handlers {
		h := &p.Handlers[i]
		h.Entry, h.End = place[h.Entry], place[h.End]
		p.Ops[h.End].Next = h.End
	}
	p.analyse()
	c.refuseLostChanges(place)
}

// goal returns the draft where control goes from draft i: the one behind it, or the one at a label.
func (c *compiler) goal(i int, label int32) int {
	if label < 0 {
		return i + 1
	}
	return int(c.labels[label])
}

// thread returns a function that follows jumps to the op where they end. A circle of jumps, as of `for {}`, becomes a
// Nop that goes to itself.
func (c *compiler) thread() func(int) int {
	end := make([]int, len(c.code)) // -1 unknown, -2 on the way
	for i := range end {
		end[i] = -1
	}
	var path []int
	for start := range c.code {
		path = path[:0]
		i := start
		for c.code[i].op.Kind == jump && end[i] == -1 {
			end[i] = -2
			path = append(path, i)
			i = c.goal(i, c.code[i].next)
		}
		if c.code[i].op.Kind == jump && end[i] == -2 {
			line := c.code[i].op.Line
			c.code[i].op = Op{Kind: Nop, Dst: -1, Dst2: -1, Line: line, A: -1, B: -1, X: -1, Y: -1}
			c.code[i].next = c.label()
			c.labels[c.code[i].next] = int32(i)
			end[i] = i
		}
		if c.code[i].op.Kind != jump {
			end[i] = i
		}
		for _, j := range path {
			end[j] = end[i]
		}
	}
	return func(i int) int { return end[i] }
}
