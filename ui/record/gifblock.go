package record

import (
	"bufio"
	"compress/lzw"
	"encoding/binary"
	"image"
	"image/color"
	"io"
)

// gifStream writes the blocks of a GIF89a file one by one, so that an animation of any length takes
// no more memory than one picture. The first error stays and is given by flush.
type gifStream struct {
	w   *bufio.Writer
	err error
}

func newGIFStream(w io.Writer) *gifStream { return &gifStream{w: bufio.NewWriterSize(w, 64<<10)} }

func (s *gifStream) bytes(b ...byte) {
	if s.err == nil {
		_, s.err = s.w.Write(b)
	}
}

func (s *gifStream) text(t string) { s.bytes([]byte(t)...) }

func (s *gifStream) words(all ...int) {
	var b []byte
	for _, n := range all {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	s.bytes(b...)
}

// colourBits is the size of every colour table: 256 colours.
const colourBits = 8

// begin writes the header, the colours, the order to loop for ever, and a comment.
func (s *gifStream) begin(w, h int, colours color.Palette, comment string) {
	s.text("GIF89a")
	s.words(w, h)
	s.bytes(1<<7|(colourBits-1)<<4|(colourBits-1), 0, 0)
	s.table(colours)
	s.text("\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")
	if comment == "" {
		return
	}
	s.text("\x21\xfe")
	s.blocks([]byte(comment))
}

// table writes a colour table, filled up with black.
func (s *gifStream) table(colours color.Palette) {
	var b [3 << colourBits]byte
	for i, c := range colours {
		r, g, bl, _ := c.RGBA()
		b[3*i], b[3*i+1], b[3*i+2] = byte(r>>8), byte(g>>8), byte(bl>>8)
	}
	s.bytes(b[:]...)
}

// blocks writes data in pieces of at most 255 bytes, and their end.
func (s *gifStream) blocks(data []byte) {
	for len(data) > 0 {
		n := min(len(data), 255)
		s.bytes(byte(n))
		s.bytes(data[:n]...)
		data = data[n:]
	}
	s.bytes(0)
}

// gifFrame is a picture and how long it stays.
type gifFrame struct {
	picture *image.Paletted
	clear   int           // the index of pixels that stay as they are
	delay   int           // in 10 ms
	local   color.Palette // where it differs from the file's
}

// frame writes a picture. What it does not cover stays.
func (s *gifStream) frame(f gifFrame) {
	s.bytes(0x21, 0xf9, 4, 1<<2|1)
	s.words(f.delay)
	s.bytes(byte(f.clear), 0)
	b := f.picture.Rect
	s.bytes(0x2c)
	s.words(b.Min.X, b.Min.Y, b.Dx(), b.Dy())
	if f.local == nil {
		s.bytes(0)
	} else {
		s.bytes(1<<7 | (colourBits - 1))
		s.table(f.local)
	}
	s.bytes(colourBits)
	pieces := &pieces{s: s}
	z := lzw.NewWriter(pieces, lzw.LSB, colourBits)
	if s.err == nil {
		_, s.err = z.Write(f.picture.Pix) // pictures are made for their bounds: no gap between rows
	}
	if err := z.Close(); s.err == nil {
		s.err = err
	}
	pieces.end()
}

func (s *gifStream) end() error {
	s.bytes(0x3b)
	if s.err == nil {
		s.err = s.w.Flush()
	}
	return s.err
}

// pieces hands data on in blocks of 255 bytes.
type pieces struct {
	s *gifStream
	b [256]byte
	n int
}

// Write takes data of any length.
func (p *pieces) Write(data []byte) (int, error) {
	for at := 0; at < len(data); {
		n := copy(p.b[1+p.n:], data[at:])
		at += n
		if p.n += n; p.n == 255 {
			p.flush()
		}
	}
	return len(data), p.s.err
}

func (p *pieces) flush() {
	p.b[0] = byte(p.n)
	p.s.bytes(p.b[:1+p.n]...)
	p.n = 0
}

func (p *pieces) end() {
	if p.n > 0 {
		p.flush()
	}
	p.s.bytes(0)
}
