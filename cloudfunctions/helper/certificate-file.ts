import type { Certificate } from '../domain/certificate/certificate';
import { fullDayText, startOfDay } from '@micro-wish/vocabulary';
import { newId } from '../shared/identity';
import { keepForAWhile } from '../shared/files';
import { printingFont } from '../shared/print-font';

/** `2025-06-01` as people read it. */
const dayText = (day: string): string => fullDayText(startOfDay(day));

/** What a QR opens: the verification page where a link is configured, else the number alone. */
const linkTo = (number: string): string =>
  `${process.env['CERTIFICATE_LINK_PREFIX'] ?? ''}${number}`;

/** Draws a certificate and keeps the file for an hour; answers its id. */
export const certificateFile = async (certificate: Certificate, now: number): Promise<string> => {
  const { _id, kind, title, name, isChild, hours, issuer, issuedOn, expiresOn, period } =
    certificate;
  const { drawCertificate } = await import('../print/certificate/certificate');
  const content = await drawCertificate(
    {
      number: _id,
      kind,
      title,
      name,
      isChild,
      hours,
      issuer,
      issuedOn: dayText(issuedOn),
      ...(expiresOn === null ? {} : { expiresOn: dayText(expiresOn) }),
      ...(period === null ? {} : { period: `${dayText(period.from)}至${dayText(period.until)}，` }),
      qr: linkTo(_id),
    },
    { font: await printingFont(), now },
  );
  return keepForAWhile(`certificates/${newId('paper')}/certificate.pdf`, content, {
    about: [_id],
    now,
  });
};
