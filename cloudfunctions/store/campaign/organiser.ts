import { areasOf } from './campaigns';

/** Who organises where nobody is named: the Women's Federation of the campaign's district. */
export const organiserOf = async (campaignId: string): Promise<string> => {
  const areas = await areasOf(campaignId);
  const district = areas.find(({ level }) => level === 'district') ?? areas[0];
  return district ? `${district.name}妇联` : '妇联';
};
