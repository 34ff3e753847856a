package cmd

import (
	"io"
	"text/template"
)

// installation says how an authority gets onto the devices of a hall.
var installation = template.Must(template.New("installation").Parse(`Otoritas sertifikat "{{.Name}}" telah dibuat: {{.File}}
Sidik jari SHA-256 (cocokkan di setiap perangkat sebelum memasangnya):
{{.Fingerprint}}

Salin HANYA berkas {{.File}} ke perangkat peserta (USB, Bluetooth, atau surel). Berkas .key tidak boleh keluar dari komputer ini.
  Android       Setelan > Keamanan > Enkripsi & kredensial > Pasang sertifikat > Sertifikat CA, lalu pilih berkasnya.
  iPhone, iPad  Buka berkasnya; Pengaturan > Profil Diunduh > Pasang; lalu Umum > Mengenai > Pengaturan Kepercayaan Sertifikat: nyalakan.
  Windows       Klik dua kali > Pasang Sertifikat > Mesin Lokal > "Otoritas Sertifikasi Akar Tepercaya".
  macOS         Buka dengan Akses Rantai Kunci (System), lalu Kepercayaan > Selalu Percayai.
  Linux         Salin ke /usr/local/share/ca-certificates/ dan jalankan update-ca-certificates; Firefox: Setelan > Sertifikat > Otoritas > Impor.
Setelah acara, hapus lagi otoritas ini dari perangkat yang tidak memerlukannya.

The certificate authority "{{.Name}}" has been made: {{.File}}
SHA-256 fingerprint (compare it on every device before installing):
{{.Fingerprint}}

Copy ONLY {{.File}} to the devices (USB, Bluetooth or mail). The .key file must not leave this computer.
  Android       Settings > Security > Encryption & credentials > Install a certificate > CA certificate, then choose the file.
  iPhone, iPad  Open the file; Settings > Profile Downloaded > Install; then General > About > Certificate Trust Settings: switch it on.
  Windows       Double-click > Install Certificate > Local Machine > "Trusted Root Certification Authorities".
  macOS         Open with Keychain Access (System), then Trust > Always Trust.
  Linux         Copy to /usr/local/share/ca-certificates/ and run update-ca-certificates; Firefox: Settings > Certificates > Authorities > Import.
After the meeting, remove the authority again from devices that do not need it.
`))

func printInstallation(w io.Writer, file, name, fingerprint string) error {
	return installation.Execute(w, struct{ File, Name, Fingerprint string }{file, name, fingerprint})
}
