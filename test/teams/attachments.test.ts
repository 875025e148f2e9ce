import { activitySchema, attachmentsOf } from '../../src/teams/activity';

const FILE = 'application/vnd.microsoft.teams.file.download.info';
const file = { contentType: FILE, name: 'l.csv', content: { downloadUrl: 'https://x.sharepoint.com/a' } };

function of(attachments: unknown) {
  const activity = activitySchema.parse({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.example/',
    from: { id: '29:x' },
    conversation: { id: 'a:x' },
    attachments,
  });
  return attachmentsOf(activity);
}

describe('what is attached to a message', () => {
  it('is a file where Teams says where it is', () => {
    expect(of([file])).toEqual([{ name: 'l.csv', downloadUrl: 'https://x.sharepoint.com/a' }]);
  });

  it.each([
    ['a picture', { contentType: 'image/png', name: 'a.png' }, [{ name: 'a.png' }]],
    ['a file without its address', { contentType: FILE, name: 'l.csv', content: {} }, [{ name: 'l.csv' }]],
    ['the text of the message', { contentType: 'text/html', content: '<p>hej</p>' }, []],
    ['a card', { contentType: 'application/vnd.microsoft.card.hero', content: {} }, []],
    ['what it answers to', { contentType: 'messageReference' }, []],
  ])('%s is told from one', (_what, attachment, expected) => expect(of([attachment])).toEqual(expected));

  it.each([[undefined], [null], ['x'], [{}], [[null, 7, [], {}]], [Array.from({ length: 100 }, () => 7)]])(
    'may be %j, which keeps no message out',
    attachments => expect(of(attachments)).toEqual([]),
  );
});
