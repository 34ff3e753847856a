package similar

import "math/bits"

// A sketch tells on which side of each of many planes a vector lies: the more
// bits two sketches share, the smaller the angle between the vectors is likely
// to be (Charikar, 2002). It is compared in a few instructions.
const (
	planes = 256
	words  = planes / 64
)

type sketch [words]uint64

// signs are the planes, through zero and at random: one bit for each coordinate.
var signs = func() (list [planes]uint64) {
	for i := range list {
		list[i] = mixed(uint64(i+1) * 0x9e3779b97f4a7c15)
	}
	return list
}()

func sketchOf(v *Vector) (s sketch) {
	for i, plane := range signs {
		sum := int32(0)
		for k, x := range v {
			// x where the bit is set, else -x
			mask := int32(plane>>k&1) - 1
			sum += (int32(x) ^ mask) - mask
		}
		if sum > 0 {
			s[i/64] |= 1 << (i % 64)
		}
	}
	return s
}

// apart returns how many planes lie between the two.
func (s *sketch) apart(from *sketch) int {
	return bits.OnesCount64(s[0]^from[0]) + bits.OnesCount64(s[1]^from[1]) +
		bits.OnesCount64(s[2]^from[2]) + bits.OnesCount64(s[3]^from[3])
}
