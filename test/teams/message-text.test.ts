import fc from 'fast-check';
import { plainText, tidy } from '../../src/teams/message-text';

describe('the text of a message', () => {
  it.each([
    ['<p>Hej</p><p>Vi åker till Bergen.</p>', 'Hej\nVi åker till Bergen.'],
    ['<div>Lägerskola<br>vecka 37<br/>2027</div>', 'Lägerskola\nvecka 37\n2027'],
    ['<ul><li>ett</li><li>två</li></ul>', 'ett\ntvå'],
    ['<h1>Rubrik</h1>text', 'Rubrik\ntext'],
    ['A &amp; B &lt;C&gt; &quot;D&quot;&nbsp;E&#39;s &#x1F600;', 'A & B <C> "D" E\'s 😀'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['5 < 6 och 7 > 3', '5 < 6 och 7 > 3'],
    ['Bra <emoji id="x" alt="👍" title="Ja"></emoji>!', 'Bra 👍!'],
    ['Hej <at id="0">Kim Andersson</at>, kom med', 'Hej , kom med'],
    [
      '<blockquote itemscope itemtype="http://schema.skype.com/Reply"><strong>Kim</strong><p>före</p></blockquote>svar',
      'svar',
    ],
    ['<blockquote>citat</blockquote>text', 'citat\ntext'],
    ['a<script>alert("x")</script>b<style>p{}</style>c', 'abc'],
    ['<img src="x" onerror="alert(1)">bild<attachment id="1"></attachment>', 'bild'],
    ['<!-- dold -->syns', 'syns'],
    ['  många \n\n mellanslag  ', 'många mellanslag'],
    ['<p>a</p><p>&nbsp;</p><p>&nbsp;</p><p>&nbsp;</p><p>b</p>', 'a\n\nb'],
    ['&#0;&#9999999;&okänd;', '&okänd;'],
    ['', ''],
  ])('"%s" is "%s"', (html, text) => expect(plainText(html)).toBe(text));

  it('is found in whatever is sent, and in no time that grows faster than it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), text => {
        const plain = plainText(text);
        expect(plain).toBe(tidy(plain));
      }),
    );
    for (const piece of ['<', '<at', '<at>', '<emoji alt="', '&#', '<blockquote ', '<script>'])
      expect(typeof plainText(piece.repeat(100_000 / piece.length))).toBe('string');
  });
});
